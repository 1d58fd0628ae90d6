// SPDX-License-Identifier: Apache-2.0
#include "server/sheets/qr_code.hpp"

#include <qrencode.h>

#include <memory>

namespace kongdi::server {

Result<std::vector<std::string>> qr_rows(std::string_view text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (code == nullptr) return Error{ErrorCode::Internal, {}, "no QR code of this text"};
    std::vector<std::string> rows;
    const auto width = static_cast<std::size_t>(code->width);
    for (std::size_t row = 0; row < width; ++row) {
        std::string& modules = rows.emplace_back(width, '0');
        for (std::size_t column = 0; column < width; ++column)
            if ((code->data[row * width + column] & 1U) != 0) modules[column] = '1';
    }
    return rows;
}

}  // namespace kongdi::server
