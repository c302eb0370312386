#include "file/hdf5_handle.hpp"

#include <algorithm>
#include <string_view>

namespace mirage {
namespace {

herr_t keep_innermost(unsigned, const H5E_error2_t* error, void* text) {
    if (error->desc && *error->desc) *static_cast<std::string*>(text) = error->desc;
    return 0;
}

/// The system's own words, where HDF5 wraps them in a paragraph: "file write failed (No space left on
/// device)".
std::string plain(const std::string& text) {
    constexpr std::string_view mark = "error message = '";
    const std::size_t begin = text.find(mark), end = text.find('\'', begin + mark.size());
    if (begin == text.npos || end == text.npos) return text;
    return text.substr(0, std::min(text.find(": time"), text.find(": name"))) + " (" +
           text.substr(begin + mark.size(), end - begin - mark.size()) + ")";
}

}  // namespace

void silence_hdf5() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

std::string hdf5_message() {
    std::string text = "unknown HDF5 error";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep_innermost, &text);
    return plain(text);
}

}  // namespace mirage
