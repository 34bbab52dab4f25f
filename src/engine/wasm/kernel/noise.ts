// Random numbers by position: the same (key, place) gives the same number, on any thread and in any order.

import { put8 } from "./rows";

/** Mixes 32 bits so that each depends on all (the finaliser of MurmurHash3). */
@inline export function mix(x: u32): u32 {
  x = (x ^ (x >>> 16)) * 0x85ebca6b;
  x = (x ^ (x >>> 13)) * 0xc2b2ae35;
  return x ^ (x >>> 16);
}

/** 2^32 divided by the golden ratio, added to a place: to 0 too, which `mix` keeps. */
const GOLDEN: u32 = 0x9e3779b9;

/** A key for the stream `place` of `key`. */
@inline export function derive(key: u32, place: u32): u32 {
  return mix(key ^ mix(place + GOLDEN));
}

/** Four lanes of `mix`. */
@inline function mix4(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x85ebca6b));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/**
 * Row `from` of so many bytes without a share drop/2^32 of its numbers, the rest scaled up to 1/(1 − drop/2^32) of them. A
 * number is kept where that of its place, from 1 on, in the stream `key` is at least `drop`.
 */
export function dropRow(to: usize, from: usize, width: usize, key: u32, drop: u32): void {
  const scale = f32x4.splat(<f32>(4294967296.0 / (4294967296.0 - <f64>drop))), eight = i32x4.splat(8);
  const key4 = i32x4.splat(key), least = i32x4.splat(drop ^ 0x80000000);
  let low = i32x4.add(i32x4.splat(GOLDEN), i32x4(1, 2, 3, 4)), high = i32x4.add(i32x4.splat(GOLDEN), i32x4(5, 6, 7, 8));
  for (let b: usize = 0; b < width; b += 32) {
    const mask0 = v128.and(isKept(key4, low, least), scale), mask1 = v128.and(isKept(key4, high, least), scale);
    put8(to + b, f32x4.mul(v128.load(from + b), mask0), f32x4.mul(v128.load(from + b, 16), mask1));
    low = i32x4.add(low, eight);
    high = i32x4.add(high, eight);
  }
}

/** Which lanes have a number of at least `least`; numbers are compared with their highest bits turned, for lack of an unsigned comparison. */
@inline function isKept(key: v128, places: v128, least: v128): v128 {
  return i32x4.ge_s(v128.xor(mix4(v128.xor(key, mix4(places))), i32x4.splat(0x80000000)), least);
}
