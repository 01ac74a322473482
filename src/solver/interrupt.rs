//! Lets a running solve be stopped: the only place with unsafe code, as HiGHS takes a C function to ask.

use highs_sys::{
    Highs_setCallback, Highs_startCallback, HighsCallbackDataIn, HighsCallbackDataOut, kHighsCallbackIpmInterrupt,
    kHighsCallbackMipInterrupt, kHighsCallbackSimplexInterrupt,
};
use std::ffi::{c_char, c_int, c_void};

/// What HiGHS asks.
type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Has the model ask `stop` now and then while it solves, and end with what it has once that is true. Both outlive the solve: the model
/// asks only while it solves, and the caller holds `stop` until then.
#[allow(unsafe_code)]
pub fn listen(model: &mut highs::Model, stop: &Stop) {
    let highs = model.as_mut_ptr();
    let data = std::ptr::from_ref(stop).cast_mut().cast::<c_void>();
    // SAFETY: the pointers are those of a live model and a live reference; `ask` reads `data` as what it is.
    unsafe {
        Highs_setCallback(highs, Some(ask), data);
        for kind in [kHighsCallbackSimplexInterrupt, kHighsCallbackIpmInterrupt, kHighsCallbackMipInterrupt] {
            Highs_startCallback(highs, kind);
        }
    }
}

/// Called by HiGHS in the thread that solves. It must not unwind into C++: a panic in `stop` ends the process, as `extern "C"` has it.
#[allow(unsafe_code)]
unsafe extern "C" fn ask(_: c_int, _: *const c_char, _: *const HighsCallbackDataOut, answer: *mut HighsCallbackDataIn, data: *mut c_void) {
    if answer.is_null() || data.is_null() {
        return;
    }
    // SAFETY: `data` is what `listen` was given, alive while the solve runs; `answer` is HiGHS's own and not null.
    unsafe {
        let stop = &*data.cast::<Stop>();
        if stop() {
            (*answer).user_interrupt = 1;
        }
    }
}
