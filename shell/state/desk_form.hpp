// SPDX-License-Identifier: Apache-2.0
// A form of the desk that is being filled in. It is kept on the device after every change, under
// the name of whoever is logged in, until the server has taken it or the person drops it.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/value.hpp"

namespace kongdi::shell {

struct DeskForm {
    std::string key = {};         // "facility.new", "threshold.CON02.radius_m"; empty: none
    Value fields = Value::map();  // as typed
    bool touched = false;         // something was written that is not sent
    bool show_errors = false;     // the person tried to send it
    Errors refused = {};          // what the server said of its fields
    bool busy = false;            // on its way
    std::vector<std::string> to_upload = {};  // photos that go before it
    bool offline = false;                     // the last try reached nobody
    float received = -1;  // part of the answer that is here, 0 to 1; below 0: not known

    std::string text(std::string_view name) const { return fields.text(name); }
};

}  // namespace kongdi::shell
