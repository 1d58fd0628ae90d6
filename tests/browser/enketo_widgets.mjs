// SPDX-License-Identifier: Apache-2.0
// None: the tests are after a form's logic, and maps would ask their makers' servers.
export default [];
