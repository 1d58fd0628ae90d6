// SPDX-License-Identifier: Apache-2.0
#include "server/http/front.hpp"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <vector>

#include "server/http/request_extent.hpp"

namespace kongdi::server {

namespace {

constexpr int kSweepMs = 250;
constexpr std::size_t kLongestLine = 8192;  // of a request, as the library has it
/// A thread that others wait for: no longer than what is on its way takes.
constexpr std::chrono::milliseconds kDrain{100};
constexpr std::size_t kMostDrained = 1u << 20;
constexpr std::size_t kMaxAnswers = 100'000;  // on one connection
constexpr std::size_t kMaxOpen = 1024;        // set aside by one thread of the lane
/// The lane waits for nobody: who leaves even a short answer unread is closed.
constexpr StreamLimits kNoPatience{std::chrono::seconds(0), 1u << 30};

/// The library's accepting thread hands each connection straight to the watcher.
class AtOnce final : public httplib::TaskQueue {
public:
    bool enqueue(std::function<void()> work) override {
        work();
        return true;
    }
    void shutdown() override {}
};

/// Best effort, never waiting: the other end may not even read.
void say_and_shut(int fd, const std::string& answer) {
    [[maybe_unused]] const ssize_t said =
        ::send(fd, answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(fd, SHUT_WR);
    // Unread bytes would turn the close into a reset, and the answer would be lost with it.
    std::array<char, 16384> rest{};
    while (::recv(fd, rest.data(), rest.size(), MSG_DONTWAIT) > 0) {
    }
}

/// Takes in what is still on its way, for a while: else it would reset the answer.
void drain(int fd) {
    const SteadyTime until = std::chrono::steady_clock::now() + kDrain;
    std::array<char, 16384> rest{};
    for (std::size_t taken = 0; taken < kMostDrained;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        pollfd one{fd, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&one, 1, static_cast<int>(left.count())) <= 0) return;
        const ssize_t n = ::recv(fd, rest.data(), rest.size(), MSG_DONTWAIT);
        if (n <= 0) return;
        taken += static_cast<std::size_t>(n);
    }
}

}  // namespace

Front::Front(const FrontLimits& limits, std::function<std::string()> later,
             std::function<std::string(int)> too_long)
    : m_limits(limits),
      m_later(std::move(later)),
      m_too_long(std::move(too_long)),
      m_epoll(::epoll_create1(EPOLL_CLOEXEC)),
      m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    new_task_queue = [] { return new AtOnce; };
    epoll_event wake{};
    wake.events = EPOLLIN;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &wake);
}

Front::~Front() {
    ::close(m_wake);
    ::close(m_epoll);
}

void Front::run() {
    m_workers = std::make_unique<httplib::ThreadPool>(
        m_limits.threads, std::max(m_limits.threads, m_limits.max_threads), m_limits.max_queued);
    m_lane = std::make_unique<Lane>(m_limits.lane_threads, kMaxOpen, m_limits.max_queued);
    m_watcher = std::thread([this] { watch(); });
    listen_after_bind();
    m_stopping = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t woken = ::write(m_wake, &one, sizeof one);
    m_watcher.join();
    m_workers->shutdown();
    m_lane->shutdown();
    std::vector<Connection*> left;
    for (const auto& entry : m_connections) left.push_back(entry.second.get());
    for (Connection* connection : left) close(*connection);
}

FrontFacts Front::facts() const {
    const std::lock_guard lock(m_mutex);
    return {m_connections.size(), m_for_lane, m_for_threads, m_parked};
}

bool Front::process_and_close_socket(socket_t fd) {
    auto made = std::make_unique<Connection>();
    made->fd = fd;
    httplib::detail::get_remote_ip_and_port(fd, made->address, made->port);
    httplib::detail::get_local_ip_and_port(fd, made->local_address, made->local_port);
    made->from_proxy = !m_limits.proxy.empty() && made->address == m_limits.proxy;
    bool full = false;
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_per_address.find(made->address);
        const std::size_t held = known == m_per_address.end() ? 0 : known->second;
        full = m_connections.size() >= m_limits.max_connections ||
               (!made->from_proxy && held >= m_limits.max_per_address);
        if (!full) {
            ++m_per_address[made->address];
            Connection& connection = *made;
            m_connections.emplace(fd, std::move(made));
            connection.waiting = true;
            connection.until = std::chrono::steady_clock::now() + m_limits.header;
            epoll_event event{};
            event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;
            event.data.ptr = &connection;
            ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
        }
    }
    if (full) {
        say_and_shut(fd, m_later());
        ::close(fd);
    }
    return !full;
}

void Front::watch() {
    std::array<epoll_event, 256> events{};
    SteadyTime swept = std::chrono::steady_clock::now();
    while (!m_stopping) {
        const int n =
            ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), kSweepMs);
        for (int i = 0; i < n; ++i) {
            const epoll_event& event = events[static_cast<std::size_t>(i)];
            if (event.data.ptr != nullptr) arrived(*static_cast<Connection*>(event.data.ptr));
        }
        const SteadyTime now = std::chrono::steady_clock::now();
        if (now - swept >= std::chrono::milliseconds(kSweepMs)) {
            swept = now;
            sweep();
        }
    }
}

void Front::sweep() {
    const SteadyTime now = std::chrono::steady_clock::now();
    std::vector<Connection*> late;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& entry : m_connections)
            if (entry.second->waiting && entry.second->until <= now)
                late.push_back(entry.second.get());
    }
    // Only this thread wakes what waits, so that none of them was taken meanwhile.
    for (Connection* connection : late) close(*connection);
}

Front::Next Front::next_of(Connection& connection, std::chrono::milliseconds& patience) const {
    const RequestExtent extent = extent_of(connection.arrived);
    if (extent.header_bytes == 0) {
        if (connection.arrived.size() > m_limits.max_header_bytes) return Next::TooLong;
        if (connection.ended) return Next::Refuse;
        patience = connection.arrived.empty() ? m_limits.idle : m_limits.header;
        return Next::Wait;
    }
    if (extent.header_bytes > m_limits.max_header_bytes) return Next::TooLong;
    if (extent.body_is_open || extent.body_bytes > m_limits.max_parked_body) return Next::LongWork;
    if (connection.arrived.size() >= extent.header_bytes + extent.body_bytes)
        return is_for_lane(connection) ? Next::LaneWork : Next::Work;
    if (connection.ended) return Next::Refuse;
    patience = m_limits.parked_body;
    return Next::Wait;
}

void Front::arrived(Connection& connection) {
    static_cast<void>(connection.parked.load(std::memory_order_acquire));
    const bool was_empty = connection.arrived.empty();
    const bool had_header = extent_of(connection.arrived).header_bytes != 0;
    if (!take_arrived(connection, m_limits.max_header_bytes + m_limits.max_parked_body)) {
        close(connection);
        return;
    }
    std::chrono::milliseconds patience{};
    const Next next = next_of(connection, patience);
    switch (next) {
        case Next::Work:
        case Next::LaneWork:
        case Next::LongWork:
        case Next::TooLong: hand_over(connection, next); break;
        case Next::Refuse: close(connection); break;
        case Next::Wait: {
            // Further bytes of the same part buy no more time.
            const bool same_part =
                !was_empty && had_header == (extent_of(connection.arrived).header_bytes != 0);
            const SteadyTime now = std::chrono::steady_clock::now();
            if (same_part)
                patience =
                    std::chrono::duration_cast<std::chrono::milliseconds>(connection.until - now);
            park(connection, patience);
            break;
        }
    }
}

/// Under m_mutex.
void Front::count_parked(Connection& connection, std::size_t bytes) {
    m_parked += bytes - connection.counted;
    connection.counted = bytes;
}

void Front::park(Connection& connection, std::chrono::milliseconds patience) {
    {
        const std::lock_guard lock(m_mutex);
        count_parked(connection, connection.arrived.size());
        if (m_parked <= m_limits.max_parked || connection.arrived.empty()) {
            connection.waiting = true;
            connection.until = std::chrono::steady_clock::now() + patience;
            epoll_event event{};
            event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;
            event.data.ptr = &connection;
            connection.parked.fetch_add(1, std::memory_order_release);
            ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, connection.fd, &event);
            return;
        }
    }
    turn_away(connection);
}

bool Front::is_for_lane(const Connection& connection) const {
    return !m_limits.lane_requests.empty() &&
           connection.arrived.starts_with(m_limits.lane_requests);
}

void Front::hand_over(Connection& connection, Next how) {
    {
        const std::lock_guard lock(m_mutex);
        connection.waiting = false;
        count_parked(connection, 0);
    }
    // Slow uploads may fill half of the workers, never all.
    const bool is_long = how == Next::LongWork;
    if (is_long &&
        m_long_bodies.fetch_add(1) >= std::max<std::size_t>(1, m_limits.max_threads / 2)) {
        --m_long_bodies;
        turn_away(connection);
        return;
    }
    std::atomic<std::size_t>& waiting = how == Next::LaneWork ? m_for_lane : m_for_threads;
    const auto begin = [this, &connection, &waiting, how] {
        --waiting;
        work(connection, how);
    };
    ++waiting;
    if (!(how == Next::LaneWork ? m_lane->enqueue(begin) : m_workers->enqueue(begin))) {
        --waiting;
        if (is_long) --m_long_bodies;
        turn_away(connection);
    }
}

void Front::turn_away(Connection& connection) {
    say_and_shut(connection.fd, m_later());
    close(connection);
}

void Front::refuse_header(Connection& connection) {
    const bool line = connection.arrived.find('\n') > kLongestLine;
    say_and_shut(connection.fd, m_too_long(line ? 414 : 431));
    drain(connection.fd);
    close(connection);
}

bool Front::answer_one(Connection& connection, const StreamLimits& limits) {
    ConnectionStream stream(connection, limits);
    const bool last = m_stopping || ++connection.answered >= kMaxAnswers;
    bool closed = false;
    bool upgraded = false;
    bool good =
        process_request(stream, connection.address, connection.port, connection.local_address,
                        connection.local_port, last, closed, nullptr, &upgraded);
    good = stream.flush() && good;
    stream.drop_used();
    return good && !closed && !last && !m_stopping;
}

void Front::work(Connection& connection, Next how) {
    if (how == Next::TooLong) return refuse_header(connection);
    const StreamLimits& limits = how == Next::LaneWork ? kNoPatience : m_limits.stream;
    while (true) {
        const bool open = answer_one(connection, limits);
        if (how == Next::LongWork) --m_long_bodies;
        if (!open) return close(connection);
        std::chrono::milliseconds patience{};
        const Next next = next_of(connection, patience);
        switch (next) {
            case Next::Work:
            case Next::LaneWork:
                if (next == how) continue;  // it came with the last one
                return hand_over(connection, next);
            case Next::LongWork:
            case Next::TooLong: return hand_over(connection, next);
            case Next::Refuse: return close(connection);
            case Next::Wait: return park(connection, patience);
        }
    }
}

void Front::close(Connection& connection) {
    const int fd = connection.fd;
    std::unique_ptr<Connection> gone;
    {
        const std::lock_guard lock(m_mutex);
        count_parked(connection, 0);
        const auto of_address = m_per_address.find(connection.address);
        if (of_address != m_per_address.end() && --of_address->second == 0)
            m_per_address.erase(of_address);
        const auto entry = m_connections.find(fd);
        gone = std::move(entry->second);
        m_connections.erase(entry);
        ::shutdown(fd, SHUT_RDWR);
        ::close(fd);
    }
}

}  // namespace kongdi::server
