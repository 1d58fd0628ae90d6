// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/quiet_download.hpp"

#include <exception>
#include <thread>

#include "server/exports/read_ahead.hpp"
#include "server/exports/stand_back.hpp"

namespace kongdi::server {

namespace {

class QuietDownload final : public Download {
public:
    explicit QuietDownload(std::unique_ptr<Download> download)
        : m_download(std::move(download)),
          m_pieces([this](std::string& piece) { return make(piece); }) {}

    std::int64_t total() const override { return m_download->total(); }
    std::int64_t left_out() const override { return m_download->left_out(); }
    Result<std::string> next() override {
        if (!KONGDI_TRY(m_pieces.next())) return std::string();
        return std::move(m_pieces.row());
    }

private:
    Result<bool> make(std::string& piece) {
        if (!m_stands_back) stand_back();
        m_stands_back = true;
        leave_room();
        piece = KONGDI_TRY(m_download->next());
        return !piece.empty();
    }

    std::unique_ptr<Download> m_download;
    bool m_stands_back = false;  // of the thread of the pieces
    // A piece has 64 KB: what waits stays below 300 KB.
    ReadAhead<std::string, 1> m_pieces;
};

}  // namespace

void run_quietly(const std::function<void()>& work) {
    std::exception_ptr failure;
    std::thread([&] {
        stand_back();
        leave_room();
        try {
            work();
        } catch (...) {
            failure = std::current_exception();
        }
    }).join();
    if (failure) std::rethrow_exception(failure);
}

std::unique_ptr<Download> quiet_download(std::unique_ptr<Download> download) {
    return std::make_unique<QuietDownload>(std::move(download));
}

}  // namespace kongdi::server
