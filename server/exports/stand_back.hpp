// SPDX-License-Identifier: Apache-2.0
// Threads that make downloads stand back from those that answer phones. A lower priority alone is
// not enough where all processors are taken: whoever writes would first have to push one aside. So
// one processor is left free as long as anybody writes.
#pragma once

namespace kongdi::server {

/// This thread gets a tenth of what one gets that answers a phone, when both want a processor. So
/// do the threads that it starts. Where it is not allowed the thread is one like the others.
void stand_back();

/// Somebody is about to write: a report, a photo, an answer. Called by any thread.
void somebody_writes();

/// Called again and again by a thread that makes a download: within two seconds of
/// somebody_writes() it runs on all processors of this program but the first, later on all of them.
/// Costs next to nothing as long as that does not change. With a single processor, or where it is
/// not allowed, it changes nothing.
void leave_room();

}  // namespace kongdi::server
