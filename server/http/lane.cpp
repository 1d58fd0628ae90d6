// SPDX-License-Identifier: Apache-2.0
#include "server/http/lane.hpp"

#include <boost/context/fiber.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "server/http/strand_marks.hpp"
#include "server/storage/signal.hpp"

namespace kongdi::server {

namespace {

namespace context = boost::context;

/// Of address space; what is not used costs no memory. A page in front of it stops an overflow.
constexpr std::size_t kStackBytes = 256u << 10;

}  // namespace

/// One thread. Stacks are used again and again; each is only ever run by this thread.
class Lane::Runner final : public Sleeper {
public:
    Runner(std::size_t max_open, std::size_t max_queued)
        : m_max_open(max_open), m_max_queued(max_queued), m_thread([this] { run(); }) {}

    ~Runner() override { stop(); }

    bool enqueue(std::function<void()> work) {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_waiting.size() >= m_max_queued) return false;
        m_waiting.push_back(std::move(work));
        if (m_idle) m_something.notify_one();
        return true;
    }

    void stop() {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_something.notify_one();
        if (m_thread.joinable()) m_thread.join();
    }

    void* current() override { return m_current; }

    void sleep() override { leave(*m_current); }

    void wake(void* sleeping) override {
        const std::lock_guard lock(m_mutex);
        m_awake.push_back(static_cast<Strand*>(sleeping));
        if (m_idle) m_something.notify_one();
    }

private:
    /// A stack and what runs on it.
    struct Strand {
        context::fiber inside;   // where it stopped, while the thread is elsewhere
        context::fiber outside;  // where the thread goes on when it stops
        std::function<void()> work;
        void* inside_mark = mark_of_new_stack();
        void* outside_mark = nullptr;
    };

    /// Both return when the other side lets go again.
    void enter(Strand& strand) {
        m_current = &strand;
        strand.outside_mark = mark_of_this_stack();
        going_to(strand.inside_mark);
        strand.inside = std::move(strand.inside).resume();
        m_current = nullptr;
    }
    static void leave(Strand& strand) {
        going_to(strand.outside_mark);
        strand.outside = std::move(strand.outside).resume();
    }

    void begin(std::function<void()> work) {
        if (m_free.empty()) {
            m_strands.push_back(std::make_unique<Strand>());
            Strand& made = *m_strands.back();
            made.inside =
                context::fiber(std::allocator_arg, context::protected_fixedsize_stack(kStackBytes),
                               [this, &made](context::fiber&& outside) {
                                   made.outside = std::move(outside);
                                   serve(made);
                                   going_to(made.outside_mark);
                                   return std::move(made.outside);
                               });
            m_free.push_back(&made);
        }
        Strand& strand = *m_free.back();
        m_free.pop_back();
        strand.work = std::move(work);
        ++m_open;
        enter(strand);
    }

    /// On the strand's own stack, until the thread ends.
    void serve(Strand& strand) {
        while (strand.work) {
            strand.work();
            strand.work = nullptr;
            --m_open;
            m_free.push_back(&strand);
            leave(strand);
        }
    }

    void run() {
        set_this_threads_sleeper(this);
        std::deque<std::function<void()>> fresh;
        std::vector<Strand*> awake;
        while (true) {
            {
                std::unique_lock lock(m_mutex);
                m_idle = true;
                m_something.wait(lock,
                                 [this] { return has_something() || (m_stopping && m_open == 0); });
                m_idle = false;
                if (!has_something()) break;
                awake.swap(m_awake);
                while (!m_waiting.empty() && m_open + fresh.size() < m_max_open) {
                    fresh.push_back(std::move(m_waiting.front()));
                    m_waiting.pop_front();
                }
            }
            // Who has an answer goes first: that is nearly done.
            for (Strand* strand : awake) enter(*strand);
            awake.clear();
            for (; !fresh.empty(); fresh.pop_front()) begin(std::move(fresh.front()));
        }
        // Woken without work, each leaves its stack for good.
        for (const auto& strand : m_strands) {
            enter(*strand);
            forget_mark(strand->inside_mark);
        }
    }

    bool has_something() const {
        return !m_awake.empty() || (!m_waiting.empty() && m_open < m_max_open);
    }

    const std::size_t m_max_open;
    const std::size_t m_max_queued;

    // The thread's own.
    std::vector<std::unique_ptr<Strand>> m_strands;
    std::vector<Strand*> m_free;
    Strand* m_current = nullptr;
    std::size_t m_open = 0;

    std::mutex m_mutex;
    std::condition_variable m_something;
    std::deque<std::function<void()>> m_waiting;
    std::vector<Strand*> m_awake;
    bool m_idle = false;
    bool m_stopping = false;
    std::thread m_thread;  // the last to be made: it uses the rest
};

Lane::Lane(std::size_t threads, std::size_t max_open, std::size_t max_queued) {
    for (std::size_t i = 0; i < threads; ++i)
        m_runners.push_back(std::make_unique<Runner>(max_open, max_queued));
}

Lane::~Lane() = default;

bool Lane::enqueue(std::function<void()> work) {
    return m_runners[m_next++ % m_runners.size()]->enqueue(std::move(work));
}

void Lane::shutdown() {
    for (const auto& runner : m_runners) runner->stop();
}

}  // namespace kongdi::server
