/** Before the page's tests: builds it. */
import { buildPage } from "../../scripts/page/build.js";

export default (): Promise<void> => buildPage();
