import { labelCss, paletteCss } from "../charts/palette.js";

/** Light and dark, from 320 pixels on. */
export const style = `${paletteCss()}${labelCss}
:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:1240px;margin:0 auto;padding:24px 16px 64px}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 8px;overflow-wrap:anywhere}
h2{font-size:1.35rem;line-height:1.25;margin:48px 0 4px;overflow-wrap:anywhere}
figure h2{margin-top:0}
h3{font-size:1rem;margin:0 0 4px}
p{margin:0 0 8px;max-width:44rem;overflow-wrap:anywhere}
.equation,.steps{font-family:ui-monospace,monospace;font-size:.92rem;white-space:pre-wrap;overflow-wrap:anywhere}
.answer{font-size:1.1rem}
.quiet,figure p{color:var(--quiet)}
figure p{font-size:.92rem;line-height:1.4}
.pictures{columns:340px;column-gap:16px;margin-top:16px}
figure{break-inside:avoid;margin:0 0 16px;min-width:0;padding:14px;background:var(--card);border:1px solid var(--line);border-radius:8px}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:2px solid var(--accent)}
svg{display:block;max-width:none;height:auto;margin:0 auto}
.fits svg{max-width:100%}
.plot text,.plot tspan{white-space:pre}
.key{display:flex;flex-wrap:wrap;gap:4px 14px;padding:0;margin:4px 0 0;list-style:none;font-size:.88rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 14px;margin:12px 0 0;max-width:60rem}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:3px 10px;text-align:right;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left}
details{margin-top:12px}summary{cursor:pointer}
`;
