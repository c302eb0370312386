#include "mirage/hdf5_handle.hpp"

namespace mirage {
namespace {

herr_t keep_innermost(unsigned, const H5E_error2_t* error, void* text) {
    if (error->desc && *error->desc) *static_cast<std::string*>(text) = error->desc;
    return 0;
}

}  // namespace

void silence_hdf5() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

std::string hdf5_message() {
    std::string text = "unknown HDF5 error";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep_innermost, &text);
    return text;
}

}  // namespace mirage
