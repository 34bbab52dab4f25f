// Random numbers by position: the same (key, place) gives the same number, on any thread and in any order.

/** Mixes 32 bits so that each depends on all (the finaliser of MurmurHash3). */
@inline export function mix(x: u32): u32 {
  x = (x ^ (x >>> 16)) * 0x85ebca6b;
  x = (x ^ (x >>> 13)) * 0xc2b2ae35;
  return x ^ (x >>> 16);
}

/** A key for the stream `place` of `key`. */
@inline export function derive(key: u32, place: u32): u32 {
  return mix(key ^ mix(place + 0x9e3779b9));
}

/** Four lanes of `mix`. */
@inline export function mix4(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x85ebca6b));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** `keep` in each lane that is kept, 0 in the others; lanes place … place + 3 of the stream `key`, kept where their number is at least `drop` of 2^32. */
@inline export function mask4(key: u32, place: i32, drop: u32, keep: f32): v128 {
  const x = mix4(v128.xor(i32x4.splat(key), mix4(i32x4.add(i32x4.splat(place + 0x9e3779b9), i32x4(0, 1, 2, 3)))));
  const flip = i32x4.splat(0x80000000);
  return v128.and(i32x4.ge_s(v128.xor(x, flip), i32x4.splat(drop ^ 0x80000000)), f32x4.splat(keep));
}
