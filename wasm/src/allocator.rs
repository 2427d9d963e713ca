//! Memory that is wiped when it is given back.
//!
//! All memory of a module lies open to the JavaScript around it, in one buffer that never
//! shrinks. What leaves here as a string (a request with its signature and token) is copied
//! on its way as often as the strings grow, and none of their owners knows to wipe it.

use core::alloc::{GlobalAlloc, Layout};
use core::sync::atomic::{Ordering, compiler_fence};

use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

/// Half the size of the standard library's, in a module that is sent over networks.
#[global_allocator]
static ALLOCATOR: Wiping = Wiping(new_wasm_dynamic_allocator());

struct Wiping(WasmDynamicTalc);

// SAFETY: block and layout go to talc unchanged, which upholds the contract; the trait's other
// methods go through these two.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { self.0.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block is the caller's until it is given back, and as long as its layout.
        unsafe {
            block.write_bytes(0, layout.size());
            // For the compiler somebody may read that; `secrecy.test.mjs` sees that it stays.
            compiler_fence(Ordering::SeqCst);
            self.0.dealloc(block, layout);
        }
    }

    // Not talc's `realloc`, which leaves the old block as it is: the trait's own gives it back.
}
