//! The floor: the bare compressions of a hash, over as many blocks as it makes of a message.

use std::hint::black_box;

/// Blocks of 64 bytes that MD5, SHA-1 or SHA-256 makes of a message of that length: it adds a
/// byte and the length in 8 bytes.
pub(super) const fn of(message: usize) -> usize {
    (message + 9).div_ceil(64)
}

/// What of the longest message here, with room to spare.
const MOST: usize = 16;
static BLOCKS: [[u8; 64]; MOST] = [[0x5a; 64]; MOST];

/// So many blocks, of which the compiler knows nothing.
fn some(count: usize) -> &'static [[u8; 64]] {
    black_box(&BLOCKS[..count])
}

/// MD5's compressions of so many blocks.
pub(super) fn md5(count: usize) {
    let mut state = black_box([1; 4]);
    md5::block_api::compress(&mut state, some(count));
    black_box(state);
}

/// SHA-1's compressions of so many blocks.
pub(super) fn sha1(count: usize) {
    let mut state = black_box([1; 5]);
    sha1::block_api::compress(&mut state, some(count));
    black_box(state);
}

/// SHA-256's compressions of so many blocks.
pub(super) fn sha256(count: usize) {
    let mut state = black_box([1; 8]);
    sha2::block_api::compress256(&mut state, some(count));
    black_box(state);
}

/// HMAC's under a key that is kept: the message behind the block of the key that was hashed
/// when the key was set, and the hash of that behind another such block.
pub(super) fn hmac(compress: fn(usize), message: usize) {
    compress(of(message));
    compress(1);
}
