// SPDX-License-Identifier: Apache-2.0
// Tells ThreadSanitizer, where a program was built with it, that a thread goes on on another stack;
// without it these do nothing. Otherwise it takes the frames of one stack for those of the other.
#pragma once

extern "C" {
// Of the sanitiser's interface (sanitizer/tsan_interface.h); null in a program without it.
__attribute__((weak)) void* __tsan_get_current_fiber(void);
__attribute__((weak)) void* __tsan_create_fiber(unsigned flags);
__attribute__((weak)) void __tsan_destroy_fiber(void* fiber);
__attribute__((weak)) void __tsan_switch_to_fiber(void* fiber, unsigned flags);
}

namespace kongdi::server {

/// The stack that the thread is on; null without the sanitiser.
inline void* mark_of_this_stack() {
    return __tsan_get_current_fiber != nullptr ? __tsan_get_current_fiber() : nullptr;
}
inline void* mark_of_new_stack() {
    return __tsan_create_fiber != nullptr ? __tsan_create_fiber(0) : nullptr;
}
inline void forget_mark(void* mark) {
    if (mark != nullptr) __tsan_destroy_fiber(mark);
}
/// Just before the thread goes there.
inline void going_to(void* mark) {
    if (mark != nullptr) __tsan_switch_to_fiber(mark, 0);
}

}  // namespace kongdi::server
