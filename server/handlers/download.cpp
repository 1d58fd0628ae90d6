// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/download.hpp"

#include <algorithm>
#include <cstdio>

#include "core/base/sha256.hpp"
#include "server/exports/dictionary.hpp"
#include "server/exports/gb18030.hpp"
#include "server/exports/placed_rows.hpp"
#include "server/exports/private_folder.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;

class StreamedDownload final : public Download {
public:
    StreamedDownload(std::unique_ptr<Labels> labels, std::unique_ptr<RowSource> rows,
                     const DownloadAsked& asked, std::shared_ptr<RunningExport> running)
        : m_labels(std::move(labels)),
          m_rows(std::move(rows)),
          m_writer(asked.format->stream(*m_rows, asked.options)),
          m_running(std::move(running)),
          m_gb18030(asked.options.gb18030) {}

    std::int64_t total() const override { return m_rows->total(); }

    Result<std::string> next() override {
        std::string out;
        if (m_stage == Stage::Begin) {
            m_writer->begin(out);
            m_stage = Stage::Middle;
        }
        while (m_stage == Stage::Middle && out.size() < kPieceBytes) {
            if (KONGDI_TRY(m_rows->next())) {
                m_writer->row(out);
                if (m_running) KONGDI_CHECK(m_running->wrote_row());
            } else {
                m_writer->end(out);
                m_stage = Stage::Done;
            }
        }
        if (m_gb18030) return to_gb18030(out);
        return out;
    }

private:
    enum class Stage { Begin, Middle, Done };

    std::unique_ptr<Labels> m_labels;  // the rows read them
    std::unique_ptr<RowSource> m_rows;
    std::unique_ptr<RowWriter> m_writer;
    std::shared_ptr<RunningExport> m_running;
    bool m_gb18030;
    Stage m_stage = Stage::Begin;
};

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

class FileDownload final : public Download {
public:
    FileDownload(PrivateFolder folder, std::FILE* file, std::int64_t total, std::int64_t left_out)
        : m_folder(std::move(folder)), m_file(file), m_total(total), m_left_out(left_out) {}

    std::int64_t total() const override { return m_total; }
    std::int64_t left_out() const override { return m_left_out; }

    Result<std::string> next() override {
        std::string out(kPieceBytes, '\0');
        out.resize(std::fread(out.data(), 1, out.size(), m_file.get()));
        if (out.empty() && std::ferror(m_file.get()) != 0)
            return Error{ErrorCode::Internal, {}, "cannot read the file of a download"};
        return out;
    }

private:
    PrivateFolder m_folder;
    std::unique_ptr<std::FILE, CloseFile> m_file;
    std::int64_t m_total;
    std::int64_t m_left_out;
};

class TextDownload final : public Download {
public:
    TextDownload(std::string text, std::int64_t total) : m_text(std::move(text)), m_total(total) {}
    std::int64_t total() const override { return m_total; }
    Result<std::string> next() override { return std::exchange(m_text, {}); }

private:
    std::string m_text;
    std::int64_t m_total;
};

using Opened = Result<std::unique_ptr<Download>>;

Opened make_file(RowSource& rows, const DownloadAsked& asked, RunningExport* running) {
    PrivateFolder folder = KONGDI_TRY(PrivateFolder::make());
    std::int64_t count = 0;
    std::int64_t left_out = 0;
    std::filesystem::path path;
    {
        const auto writer = KONGDI_TRY(asked.format->file(rows, folder.path(), asked.options));
        while (KONGDI_TRY(rows.next())) {
            ++(KONGDI_TRY(writer->row()) ? count : left_out);
            if (running != nullptr) KONGDI_CHECK(running->wrote_row());
        }
        path = KONGDI_TRY(writer->end());
    }
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return Error{ErrorCode::Internal, {}, "a download left no file"};
    return std::unique_ptr<Download>(
        std::make_unique<FileDownload>(std::move(folder), file, count, left_out));
}

Opened describe(Storage& storage, const RowsAsked& rows, const Labels& labels,
                const DownloadAsked& asked) {
    const TableFacts facts = placed_facts(KONGDI_TRY(asked.set->facts(storage, rows, labels)),
                                          *asked.crs, asked.says_crs);
    std::string text = dictionary_csv(facts, labels, asked.options);
    if (asked.options.gb18030) text = KONGDI_TRY(to_gb18030(text));
    return std::unique_ptr<Download>(
        std::make_unique<TextDownload>(std::move(text), std::ssize(facts.columns)));
}

}  // namespace

Opened open_download(Storage& storage, const Catalogue& catalogue, const DownloadAsked& asked,
                     const RowsAsked& rows_asked, const std::shared_ptr<RunningExport>& running) {
    auto labels = std::make_unique<Labels>(catalogue, asked.language);
    const ExportFormat& format = *asked.format;
    if (format.stream == nullptr && format.file == nullptr)
        return describe(storage, rows_asked, *labels, asked);
    auto rows = placed_rows(KONGDI_TRY(asked.set->open(storage, rows_asked, *labels)), *asked.crs,
                            asked.says_crs);
    if (running) running->expect(rows->total());
    if (format.file != nullptr) return make_file(*rows, asked, running.get());
    return std::unique_ptr<Download>(
        std::make_unique<StreamedDownload>(std::move(labels), std::move(rows), asked, running));
}

Result<std::string> sum_line(Download& download, std::string_view name) {
    Sha256 sum;
    while (true) {
        const std::string piece = KONGDI_TRY(download.next());
        if (piece.empty()) break;
        sum.add(piece);
    }
    return sum.finish().append("  ").append(name).append("\n");
}

}  // namespace kongdi::server
