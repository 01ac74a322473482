//! Lets a running solve be stopped, by the user or once it has spent its share: the only place with unsafe code, as HiGHS takes a C function
//! to ask.

use super::Limits;
use highs_sys::{
    Highs_setCallback, Highs_startCallback, HighsCallbackDataIn, HighsCallbackDataOut, kHighsCallbackIpmInterrupt,
    kHighsCallbackMipInterrupt, kHighsCallbackSimplexInterrupt,
};
use std::ffi::{c_char, c_int, c_void};
use std::sync::atomic::{AtomicBool, Ordering};

/// What HiGHS asks, and what came of it.
pub struct Watch<'a> {
    stop: &'a (dyn Fn() -> bool + Sync),
    /// Simplex iterations that a tree may take.
    iterations: i64,
    /// A bound that answers what is asked.
    enough: f64,
    spent: AtomicBool,
    answered: AtomicBool,
}

impl<'a> Watch<'a> {
    pub fn new(limits: &Limits<'a>) -> Self {
        let Limits { iterations, enough, stop, .. } = *limits;
        Self { stop, iterations, enough, spent: AtomicBool::new(false), answered: AtomicBool::new(false) }
    }
    /// The solve was ended because it took its iterations: the same on every machine, unlike a stop.
    pub fn is_spent(&self) -> bool {
        self.spent.load(Ordering::Relaxed)
    }
    /// The solve was ended because its bound answers what is asked.
    pub fn is_answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }
}

/// Has the model ask the watch now and then while it solves, and end with what it has once it is told so. Both outlive the solve: the model
/// asks only while it solves, and the caller holds the watch until then.
#[allow(unsafe_code)]
pub fn listen(model: &mut highs::Model, watch: &Watch) {
    let highs = model.as_mut_ptr();
    let data = std::ptr::from_ref(watch).cast_mut().cast::<c_void>();
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
unsafe extern "C" fn ask(
    kind: c_int,
    _: *const c_char,
    state: *const HighsCallbackDataOut,
    answer: *mut HighsCallbackDataIn,
    data: *mut c_void,
) {
    if answer.is_null() || data.is_null() {
        return;
    }
    // SAFETY: `data` is what `listen` was given, alive while the solve runs; `state` and `answer` are HiGHS's own, read where not null.
    unsafe {
        let watch = &*data.cast::<Watch>();
        let of_tree = kind == kHighsCallbackMipInterrupt && !state.is_null();
        if of_tree && (*state).mip_total_lp_iterations > watch.iterations {
            watch.spent.store(true, Ordering::Relaxed);
            (*answer).user_interrupt = 1;
        }
        // An infinite bound says that nothing is feasible, which HiGHS finds by itself.
        if of_tree && (watch.enough..f64::INFINITY).contains(&(*state).mip_dual_bound) {
            watch.answered.store(true, Ordering::Relaxed);
            (*answer).user_interrupt = 1;
        }
        if (watch.stop)() {
            (*answer).user_interrupt = 1;
        }
    }
}
