/** The page's second thread: whatever takes longer than a keystroke. */
import { expose } from "comlink";
import { Learner } from "./learner.js";
import { compare, measure, open } from "./looking.js";

const learner = new Learner();

const work = {
  open,
  compare,
  measure,
  read: learner.read.bind(learner),
  train: learner.train.bind(learner),
  goOn: learner.goOn.bind(learner),
  stop: learner.stop.bind(learner),
};

/** What the page may ask of the thread. */
export type Work = typeof work;

expose(work);
