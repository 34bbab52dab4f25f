// Threads over one memory. What tasks compute does not depend on who does them, nor on how many threads there are. Each
// thread has a queue of tasks, the same part of all in each phase, so that what it reads is in its own cache; when its own
// is empty it takes from the others'. With nothing to do it looks again for some microseconds, then sleeps until it is woken.

import { Examples, Regularisation } from "./examples";
import { allocate, int, put } from "./memory";
import { gather, update } from "./optimiser";
import { Network } from "./network";
import { hidden, learn, predict } from "./passes";
import { reserve, Shard, shard } from "./tree";

const LEARN = 0, GATHER = 1, UPDATE = 2, PREDICT = 3, HIDDEN = 4;

/** How often an idle thread looks before it sleeps: about 100 µs, twice what waking it takes. */
const LOOKS = 80_000;

/** Tasks of GATHER and of UPDATE a thread: some, so that a thread that is held up leaves its to the others. */
const PARTS = 2;

/** Words order[0 … n): a shard to learn from, or a block to answer for, without a shard where that of a thread will do. */
@unmanaged
class Task {
  shard: Shard;
  order: usize;
  n: i32;
  out: usize;
  loss: f64;
}

/** Most tasks at once: their numbers have ten bits in a queue. */
const MOST = 1023;

/** A cache line: what several threads change stands on one of its own. */
const LINE = 64;

@unmanaged
export class Team {
  /** Counts pieces of work: what an idle thread looks at. */
  piece: usize;
  /** Tasks taken or to be taken that are not finished. */
  left: usize;
  /** One a thread, in lines: 12 bits of the piece, one past its last task, the next task to take (10 bits each). */
  queues: usize;
  threads: i32;
  sleepers: i32;
  isWaiting: i32;
  isOver: i32;
  isBroken: i32;
  phase: i32;
  net: Network;
  tasks: usize;
  /** A shard for each thread, in which it answers for one block after the other. */
  readers: usize;
  /** Shards of the batch, in their order. */
  n: i32;
  shards: usize;
  /** Blocks of parameters a task of GATHER and UPDATE has. */
  blocks: i32;
  examples: Examples;
  regularisation: Regularisation;
  characters: usize;
  start: usize;
  /** What the gradient is multiplied by before the step. */
  scale: f32;
  rate: f32;
  decay: f32;
  beta1: f32;
  beta2: f32;
  correct1: f32;
  correct2: f32;
  epsilon: f32;
}

/** A team of so many threads, the caller among them as number 0. */
export function team(net: Network, threads: i32): Team {
  const t = changetype<Team>(allocate(offsetof<Team>()));
  t.net = net;
  t.threads = threads;
  t.piece = allocate(4);
  t.left = allocate(4);
  t.queues = allocate(threads * LINE);
  t.regularisation = changetype<Regularisation>(allocate(offsetof<Regularisation>()));
  t.tasks = allocate(MOST * offsetof<Task>());
  t.shards = allocate(MOST * 4);
  t.readers = allocate(threads * 4);
  for (let k = 0; k < threads; k++) put(t.readers, k, <i32>changetype<usize>(shard(net, false)));
  return t;
}

@inline function readerOf(t: Team, k: i32): Shard {
  return changetype<Shard>(<usize>int(t.readers, k));
}

/** Where thread `me` answers for a block. */
@inline function answering(t: Team, me: i32, task: Task): Shard {
  return changetype<usize>(task.shard) != 0 ? task.shard : readerOf(t, me);
}

/** Makes room in the shard of each thread for blocks of that many words, nodes and levels. */
export function reserveReaders(t: Team, words: i32, nodes: i32, levels: i32): void {
  for (let k = 0; k < t.threads; k++) reserve(t.net, readerOf(t, k), words, nodes, levels);
}

@inline function taskOf(t: Team, i: i32): Task {
  return changetype<Task>(t.tasks + <usize>i * offsetof<Task>());
}

/** Says what shard i of the next batch, or block i of the next predictions, is. */
export function assign(t: Team, i: i32, s: Shard, order: usize, n: i32, out: usize): void {
  const task = taskOf(t, i);
  task.shard = s;
  task.order = order;
  task.n = n;
  task.out = out;
  store<usize>(t.shards + (<usize>i << 2), changetype<usize>(s));
}

function run(t: Team, me: i32, i: i32): void {
  const task = taskOf(t, i), net = t.net;
  if (t.phase == LEARN) {
    task.loss = learn(net, task.shard, t.examples, t.regularisation, task.order, task.n);
  } else if (t.phase == PREDICT) {
    predict(net, answering(t, me, task), t.characters, t.start, task.order, task.n, task.out);
  } else if (t.phase == HIDDEN) {
    hidden(net, answering(t, me, task), t.characters, t.start, task.order, task.n, task.out);
  } else {
    const from = i * t.blocks, to = min(from + t.blocks, net.blocks);
    if (t.phase == GATHER) gather(net, t.shards, t.n, from, to);
    else update(net, from, to, t.scale, t.rate, t.decay, t.beta1, t.beta2, t.correct1, t.correct2, t.epsilon);
  }
}

/** Takes and does tasks as long as there are any, of thread `me`'s own queue first. */
function help(t: Team, me: i32): void {
  let done = 0;
  for (let k = 0; k < t.threads; k++) {
    const queue = t.queues + <usize>((me + k) % t.threads) * LINE;
    for (let seen = atomic.load<i32>(queue); (seen & MOST) < ((seen >>> 10) & MOST); seen = atomic.load<i32>(queue)) {
      if (atomic.cmpxchg<i32>(queue, seen, seen + 1) != seen) continue;
      run(t, me, seen & MOST);
      done++;
    }
  }
  if (done == 0) return;
  const isLast = atomic.sub<i32>(t.left, done) == done;
  if (isLast && atomic.load<i32>(changetype<usize>(t) + offsetof<Team>("isWaiting"))) atomic.notify(t.left, 1);
}

/** Hands out the tasks 0 … n of a phase, after those of the phase before are done; helpers begin with them at once. */
function post(t: Team, phase: i32, n: i32): void {
  settle(t);
  const piece = atomic.load<i32>(t.piece) + 1, threads = t.threads;
  t.phase = phase;
  atomic.store<i32>(t.left, n);
  for (let k = 0; k < threads; k++) {
    atomic.store<i32>(t.queues + <usize>k * LINE, (piece << 20) | ((n * (k + 1) / threads) << 10) | (n * k / threads));
  }
  atomic.store<i32>(t.piece, piece);
  if (atomic.load<i32>(changetype<usize>(t) + offsetof<Team>("sleepers")) > 0) atomic.notify(t.piece, n);
}

/** Does what is left of the tasks handed out, beside the helpers; returns when all are done. */
export function settle(t: Team): void {
  const isWaiting = changetype<usize>(t) + offsetof<Team>("isWaiting");
  help(t, 0);
  for (let looks = 0; looks < LOOKS && atomic.load<i32>(t.left) > 0; looks++) {}
  atomic.store<i32>(isWaiting, 1);
  for (let now = atomic.load<i32>(t.left); now > 0; now = atomic.load<i32>(t.left)) atomic.wait<i32>(t.left, now, -1);
  atomic.store<i32>(isWaiting, 0);
  if (atomic.load<i32>(changetype<usize>(t) + offsetof<Team>("isBroken"))) unreachable();
}

/** What a helping thread does that cannot go on with its task: nobody waits for it any more. */
export function abandon(t: Team): void {
  atomic.store<i32>(changetype<usize>(t) + offsetof<Team>("isBroken"), 1);
  atomic.store<i32>(t.left, 0);
  atomic.notify(t.left, 1);
}

/** The life of helping thread number `me`: from task to task until the team is over. */
export function work(t: Team, me: i32): void {
  const sleepers = changetype<usize>(t) + offsetof<Team>("sleepers");
  while (true) {
    // The piece before the end: a team that is over changes both, and a sleeper waits for another piece than it saw.
    const seen = atomic.load<i32>(t.piece);
    if (atomic.load<i32>(changetype<usize>(t) + offsetof<Team>("isOver"))) return;
    help(t, me);
    let looks = 0;
    while (looks < LOOKS && atomic.load<i32>(t.piece) == seen) looks++;
    if (looks < LOOKS) continue;
    atomic.add<i32>(sleepers, 1);
    atomic.wait<i32>(t.piece, seen, -1);
    atomic.sub<i32>(sleepers, 1);
  }
}

/** Sends the helping threads home. */
export function disband(t: Team): void {
  atomic.store<i32>(changetype<usize>(t) + offsetof<Team>("isOver"), 1);
  atomic.add<i32>(t.piece, 1);
  atomic.notify(t.piece, -1);
}

/** Loss and gradient of the n shards assigned; returns the loss. Each word's weight counts times `scale`. */
export function learnAll(t: Team, n: i32, examples: Examples, scale: f32, prefix: f32, next: f32, key: u32, dropCharacters: u32, dropHidden: u32): f64 {
  t.n = n;
  t.examples = examples;
  const r = t.regularisation;
  r.scale = scale;
  r.prefix = prefix;
  r.next = next;
  r.key = key;
  r.dropCharacters = dropCharacters;
  r.dropHidden = dropHidden;
  post(t, LEARN, n);
  settle(t);
  let loss: f64 = 0;
  for (let i = 0; i < n; i++) loss += taskOf(t, i).loss;
  const parts = t.threads * PARTS;
  t.blocks = (t.net.blocks + parts - 1) / parts;
  post(t, GATHER, (t.net.blocks + t.blocks - 1) / t.blocks);
  settle(t);
  return loss;
}

/** Begins a step of AdamW on the gradient times `scale`, see `update`; helpers take it while the caller makes the next batch. */
export function updateAll(t: Team, scale: f32, rate: f32, decay: f32, beta1: f32, beta2: f32, correct1: f32, correct2: f32, epsilon: f32): void {
  t.scale = scale;
  t.rate = rate;
  t.decay = decay;
  t.beta1 = beta1;
  t.beta2 = beta2;
  t.correct1 = correct1;
  t.correct2 = correct2;
  t.epsilon = epsilon;
  post(t, UPDATE, (t.net.blocks + t.blocks - 1) / t.blocks);
}

/** Begins the probabilities, or the hidden vectors, of the words of the n blocks assigned; they are there when all is settled. */
export function predictAll(t: Team, n: i32, characters: usize, start: usize, isHidden: bool): void {
  t.characters = characters;
  t.start = start;
  post(t, isHidden ? HIDDEN : PREDICT, n);
}
