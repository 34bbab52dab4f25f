// Threads over one memory. Work is cut into tasks that do not depend on how many threads there are; whoever is free takes
// the next one. A thread with nothing to do looks again for some microseconds, then sleeps until it is woken.

import { Examples, Regularisation } from "./examples";
import { allocate } from "./memory";
import { gather, update } from "./optimiser";
import { Network } from "./network";
import { learn, predict } from "./passes";
import { Shard } from "./tree";

const LEARN = 0, GATHER = 1, UPDATE = 2, PREDICT = 3;

/** How often an idle thread looks before it sleeps: about 50 µs. */
const LOOKS = 40_000;

/** A shard to learn from or to answer for: words order[0 … n). */
@unmanaged
class Task {
  shard: Shard;
  order: usize;
  n: i32;
  out: usize;
  loss: f64;
}

/** Most tasks at once: their numbers have ten bits in the ticket. */
const MOST = 1023;

@unmanaged
export class Team {
  /** What is to be done: 12 bits that change with each piece of work, its tasks, the next task to take (10 bits each). */
  ticket: i32;
  /** Tasks taken or to be taken that are not finished. */
  left: i32;
  sleepers: i32;
  isWaiting: i32;
  isOver: i32;
  isBroken: i32;
  phase: i32;
  net: Network;
  tasks: usize;
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

export function team(net: Network): Team {
  const t = changetype<Team>(allocate(offsetof<Team>()));
  t.net = net;
  t.regularisation = changetype<Regularisation>(allocate(offsetof<Regularisation>()));
  t.tasks = allocate(MOST * offsetof<Task>());
  t.shards = allocate(MOST * 4);
  return t;
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

function run(t: Team, i: i32): void {
  const task = taskOf(t, i), net = t.net;
  if (t.phase == LEARN) {
    task.loss = learn(net, task.shard, t.examples, t.regularisation, task.order, task.n);
  } else if (t.phase == PREDICT) {
    predict(net, task.shard, t.characters, t.start, task.order, task.n, task.out);
  } else {
    const from = i * t.blocks, to = min(from + t.blocks, net.blocks);
    if (t.phase == GATHER) gather(net, t.shards, t.n, from, to);
    else update(net, from, to, t.scale, t.rate, t.decay, t.beta1, t.beta2, t.correct1, t.correct2, t.epsilon);
  }
}

/** Takes and does one task of the ticket seen; false where there is none. */
function help(t: Team, seen: i32): bool {
  const index = seen & MOST;
  if (index >= ((seen >>> 10) & MOST)) return false;
  const ticket = changetype<usize>(t) + offsetof<Team>("ticket");
  if (atomic.cmpxchg<i32>(ticket, seen, seen + 1) != seen) return true;
  run(t, index);
  const left = changetype<usize>(t) + offsetof<Team>("left");
  if (atomic.sub<i32>(left, 1) == 1 && atomic.load<i32>(changetype<usize>(t) + offsetof<Team>("isWaiting"))) atomic.notify(left, 1);
  return true;
}

/** Does the tasks 0 … n of a phase together with whoever helps; returns when all are done. */
function together(t: Team, phase: i32, n: i32): void {
  const ticket = changetype<usize>(t) + offsetof<Team>("ticket"), left = changetype<usize>(t) + offsetof<Team>("left");
  const isWaiting = changetype<usize>(t) + offsetof<Team>("isWaiting");
  t.phase = phase;
  atomic.store<i32>(left, n);
  atomic.store<i32>(ticket, (((t.ticket >>> 20) + 1) << 20) | (n << 10));
  if (atomic.load<i32>(changetype<usize>(t) + offsetof<Team>("sleepers")) > 0) atomic.notify(ticket, n - 1);
  while (help(t, atomic.load<i32>(ticket))) {}
  for (let looks = 0; looks < LOOKS && atomic.load<i32>(left) > 0; looks++) {}
  atomic.store<i32>(isWaiting, 1);
  for (let now = atomic.load<i32>(left); now > 0; now = atomic.load<i32>(left)) atomic.wait<i32>(left, now, -1);
  atomic.store<i32>(isWaiting, 0);
  if (atomic.load<i32>(changetype<usize>(t) + offsetof<Team>("isBroken"))) unreachable();
}

/** What a helping thread does that cannot go on with its task: nobody waits for it any more. */
export function abandon(t: Team): void {
  const left = changetype<usize>(t) + offsetof<Team>("left");
  atomic.store<i32>(changetype<usize>(t) + offsetof<Team>("isBroken"), 1);
  atomic.store<i32>(left, 0);
  atomic.notify(left, 1);
}

/** A helping thread's life: from task to task until the team is over. */
export function work(t: Team): void {
  const ticket = changetype<usize>(t) + offsetof<Team>("ticket"), sleepers = changetype<usize>(t) + offsetof<Team>("sleepers");
  while (true) {
    // The ticket before the end: a team that is over changes both, and a sleeper waits for another ticket than it saw.
    const seen = atomic.load<i32>(ticket);
    if (atomic.load<i32>(changetype<usize>(t) + offsetof<Team>("isOver"))) return;
    if (help(t, seen)) continue;
    let looks = 0;
    while (looks < LOOKS && atomic.load<i32>(ticket) == seen) looks++;
    if (looks < LOOKS) continue;
    atomic.add<i32>(sleepers, 1);
    atomic.wait<i32>(ticket, seen, -1);
    atomic.sub<i32>(sleepers, 1);
  }
}

/** Sends the helping threads home. */
export function disband(t: Team): void {
  const ticket = changetype<usize>(t) + offsetof<Team>("ticket");
  atomic.store<i32>(changetype<usize>(t) + offsetof<Team>("isOver"), 1);
  atomic.store<i32>(ticket, ((t.ticket >>> 20) + 1) << 20);
  atomic.notify(ticket, -1);
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
  together(t, LEARN, n);
  let loss: f64 = 0;
  for (let i = 0; i < n; i++) loss += taskOf(t, i).loss;
  t.blocks = max(2, (t.net.blocks + 15) >> 4);
  together(t, GATHER, (t.net.blocks + t.blocks - 1) / t.blocks);
  return loss;
}

/** One step of AdamW on the gradient times `scale`; see `update`. */
export function updateAll(t: Team, scale: f32, rate: f32, decay: f32, beta1: f32, beta2: f32, correct1: f32, correct2: f32, epsilon: f32): void {
  t.scale = scale;
  t.rate = rate;
  t.decay = decay;
  t.beta1 = beta1;
  t.beta2 = beta2;
  t.correct1 = correct1;
  t.correct2 = correct2;
  t.epsilon = epsilon;
  together(t, UPDATE, (t.net.blocks + t.blocks - 1) / t.blocks);
}

/** Probabilities of the words of the n blocks assigned. */
export function predictAll(t: Team, n: i32, characters: usize, start: usize): void {
  t.characters = characters;
  t.start = start;
  together(t, PREDICT, n);
}
