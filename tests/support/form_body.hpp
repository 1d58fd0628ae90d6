// SPDX-License-Identifier: Apache-2.0
// Forms as browsers send them, for tests:
//   FormBody().with("space_type", "I05").file("photo", "a.jpg", bytes).bytes()
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kongdi::tests {

class FormBody {
public:
    static constexpr std::string_view kType =
        "multipart/form-data; boundary=----KongdiFormBoundary7MA4YWxkTrZu0gW";

    /// In place of what stood under the name.
    FormBody& with(std::string name, std::string value) {
        return without(name).more(std::move(name), std::move(value));
    }
    /// Beside what stands under the name.
    FormBody& more(std::string name, std::string value) {
        m_fields.push_back({std::move(name), std::nullopt, std::move(value)});
        return *this;
    }
    FormBody& file(std::string name, std::string file_name, std::string bytes) {
        m_fields.push_back({std::move(name), std::move(file_name), std::move(bytes)});
        return *this;
    }
    FormBody& without(std::string_view name) {
        std::erase_if(m_fields, [name](const Field& field) { return field.name == name; });
        return *this;
    }
    std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const Field& field : m_fields) out.push_back(field.name);
        return out;
    }

    std::string bytes() const {
        const std::string line = "------KongdiFormBoundary7MA4YWxkTrZu0gW";
        std::string out;
        for (const Field& field : m_fields) {
            out += line + "\r\nContent-Disposition: form-data; name=\"" + field.name + "\"";
            if (field.file_name)
                out += "; filename=\"" + *field.file_name +
                       "\"\r\nContent-Type: application/octet-stream";
            out += "\r\n\r\n" + field.value + "\r\n";
        }
        return out + line + "--\r\n";
    }

private:
    struct Field {
        std::string name;
        std::optional<std::string> file_name;
        std::string value;
    };
    std::vector<Field> m_fields;
};

}  // namespace kongdi::tests
