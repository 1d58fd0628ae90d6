// SPDX-License-Identifier: Apache-2.0
// When the pages of a log are brought over into its file: by a thread beside the writer, by the
// writer itself, or not yet.
#pragma once

namespace kongdi::server {

/// Told after each commit how many pages are in the log; one thread asks.
///
/// A log can only begin again when all of it was brought over and nobody reads in it any more.
/// Under a load that never pauses the thread is always a little behind: then the writer does the
/// little that is left. While somebody reads for long, as who makes a large file does, even that
/// does not let it begin again; whoever tried at each commit would have each of them wait for the
/// disk twice.
class CheckpointPace {
public:
    enum class Who { Nobody, Thread, Writer };

    Who after_commit(int pages) {
        if (pages < m_last) {  // it began again
            m_thread_at = kEnough;
            m_writer_at = kTooMuch;
        }
        m_last = pages;
        if (pages >= m_writer_at) {
            m_writer_at = pages + kEnough;
            m_thread_at = pages + kStep;
            return Who::Writer;
        }
        if (pages < m_thread_at) return Who::Nobody;
        m_thread_at = pages + kStep;
        return Who::Thread;
    }

    /// The thread was at it still: the writer is asked again after the next commit.
    void writer_was_late() { m_writer_at = m_last; }

private:
    // Pages of 4 KB.
    static constexpr int kEnough = 16'000;
    static constexpr int kTooMuch = 32'000;
    static constexpr int kStep = 2'000;

    int m_last = 0;
    int m_thread_at = kEnough;
    int m_writer_at = kTooMuch;
};

}  // namespace kongdi::server
