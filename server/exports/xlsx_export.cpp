// SPDX-License-Identifier: Apache-2.0
// XLSX: the rows in as many sheets as they need, the dictionary, and a sheet for each list of
// codes. Only the row at hand is in memory; sheets wait in the folder until they are packed.
#include <memory>
#include <set>

#include "core/base/time.hpp"
#include "server/exports/dictionary.hpp"
#include "server/exports/export_formats.hpp"
#include "server/exports/write_failure.hpp"
#include "server/exports/xlsx_sheet.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kZip64From = 500'000;  // rows; readers know the older kind better

struct Close {
    void operator()(lxw_workbook* book) const { workbook_close(book); }
};

class XlsxFile final : public FileWriter {
public:
    XlsxFile(const RowSource& rows, const std::filesystem::path& folder,
             const ExportOptions& options)
        : m_rows(rows),
          m_words(rows.labels().words()),
          m_path(folder / "out.xlsx"),
          m_tmpdir(folder.string()),
          m_rows_a_sheet(options.rows_a_sheet) {
        lxw_workbook_options how{};
        how.constant_memory = LXW_TRUE;
        how.tmpdir = m_tmpdir.data();
        how.use_zip64 = rows.total() > kZip64From ? LXW_TRUE : LXW_FALSE;
        m_book.reset(workbook_new_opt(m_path.c_str(), &how));
        if (m_book == nullptr) return;
        m_formats.header = workbook_add_format(m_book.get());
        format_set_bold(m_formats.header);
        m_formats.time = workbook_add_format(m_book.get());
        format_set_num_format(m_formats.time, "yyyy-mm-dd hh:mm:ss");
        m_formats.date = workbook_add_format(m_book.get());
        format_set_num_format(m_formats.date, "yyyy-mm-dd");
        m_formats.degrees = workbook_add_format(m_book.get());
        const bool metres = rows.facts().crs->kind == CrsKind::Metres;
        format_set_num_format(m_formats.degrees, metres ? "0.000" : "0.0000000");
        describe_book(options.day_ms);
        add_rows_sheet();
    }

    bool is_open() const { return m_book != nullptr && m_failure == LXW_NO_ERROR; }

    Result<bool> row() override {
        if (m_sheet->rows() >= m_rows_a_sheet) add_rows_sheet();
        if (m_failure != LXW_NO_ERROR) return failure(m_failure);
        m_sheet->begin_row();
        for (std::size_t i = 0; i < m_rows.facts().columns.size(); ++i) m_rows.put(i, *m_sheet);
        return true;
    }

    Result<std::filesystem::path> end() override {
        m_sheet->finish();
        add_dictionary();
        add_code_lists();
        if (m_failure != LXW_NO_ERROR) return failure(m_failure);
        if (const lxw_error code = workbook_close(m_book.release()); code != LXW_NO_ERROR)
            return failure(code);
        return m_path;
    }

private:
    Error failure(lxw_error code) const { return write_failure(lxw_strerror(code), m_tmpdir); }
    /// The same on one day, so that two files of the same rows have the same bytes.
    void describe_book(std::int64_t day_ms) {
        std::string title(m_rows.facts().name);
        std::string crs = crs_text(*m_rows.facts().crs);
        lxw_doc_properties properties{};
        properties.title = title.data();
        properties.comments = crs.data();
        properties.created = static_cast<time_t>(day_ms / 1000);
        workbook_set_properties(m_book.get(), &properties);
    }

    std::unique_ptr<XlsxSheet> add_sheet(const std::string& name) {
        lxw_worksheet* sheet = workbook_add_worksheet(m_book.get(), name.c_str());
        if (sheet == nullptr) {
            m_failure = LXW_ERROR_MEMORY_MALLOC_FAILED;
            return nullptr;
        }
        return std::make_unique<XlsxSheet>(sheet, m_formats, m_words, m_cut);
    }

    void add_rows_sheet() {
        std::string name(m_rows.facts().name);
        if (++m_sheets > 1) name += " " + std::to_string(m_sheets);
        auto sheet = add_sheet(name);
        if (sheet == nullptr) return;
        if (m_sheet != nullptr) m_sheet->finish();
        m_sheet = std::move(sheet);
        std::vector<std::string> names;
        for (const ColumnFacts& column : m_rows.facts().columns) names.emplace_back(column.name);
        m_sheet->header(names);
    }

    void add_table(const std::string& name, const std::vector<std::string>& header,
                   const std::vector<std::vector<std::string>>& rows) {
        const auto sheet = add_sheet(name);
        if (sheet == nullptr) return;
        sheet->header(header);
        for (const auto& row : rows) {
            sheet->begin_row();
            for (const std::string& cell : row) sheet->text(cell);
        }
        sheet->finish();
    }

    std::string word(std::string_view key) const { return std::string(m_words(key)); }

    void add_dictionary() {
        std::vector<std::vector<std::string>> rows;
        const DictionaryOf shown{.time_unit = "UTC+08:00"};
        for (DictionaryRow& row : dictionary_rows(m_rows.facts(), m_rows.labels(), shown))
            if (row.code.empty())
                rows.push_back({std::move(row.column), std::move(row.type), std::move(row.unit),
                                std::move(row.codes), std::move(row.meaning)});
        if (m_cut > 0)
            rows.push_back({"", "", "", "", m_words("export.cut_cells", {{"count", m_cut}})});
        add_table(word("export.dictionary.sheet"),
                  {word("export.dictionary.column"), word("export.dictionary.type"),
                   word("export.dictionary.unit"), word("export.dictionary.codes"),
                   word("export.dictionary.meaning")},
                  rows);
    }

    void add_code_lists() {
        std::set<std::string_view> done{""};
        for (const ColumnFacts& column : m_rows.facts().columns) {
            const std::string_view name = code_list_name(column);
            if (!done.insert(name).second) continue;
            std::vector<std::vector<std::string>> rows;
            for (CodeRow& row : code_rows(column, m_rows.labels()))
                rows.push_back({std::move(row.code), std::move(row.label)});
            add_table(std::string(name),
                      {word("export.dictionary.code"), word("export.dictionary.code_meaning")},
                      rows);
        }
    }

    const RowSource& m_rows;
    const Words& m_words;
    std::filesystem::path m_path;
    std::string m_tmpdir;
    std::uint32_t m_rows_a_sheet;
    XlsxFormats m_formats = {};
    std::int64_t m_cut = 0;
    int m_sheets = 0;
    lxw_error m_failure = LXW_NO_ERROR;
    std::unique_ptr<XlsxSheet> m_sheet = {};
    std::unique_ptr<lxw_workbook, Close> m_book = {};
};

}  // namespace

MadeFile write_xlsx(const RowSource& rows, const std::filesystem::path& folder,
                    const ExportOptions& options) {
    auto file = std::make_unique<XlsxFile>(rows, folder, options);
    if (!file->is_open()) return write_failure("cannot begin a workbook", folder);
    return std::unique_ptr<FileWriter>(std::move(file));
}

}  // namespace kongdi::server
