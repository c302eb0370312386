#pragma once
// HDF5 in C++: one handle that owns an identifier, one function through which every call goes.

#include <hdf5.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace mirage {

/// A failed HDF5 call: what was attempted, and HDF5's own words.
class Hdf5Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Throws Hdf5Error naming `what` for a negative result, otherwise hands it through.
template <class T>
T checked(T result, const std::string& what);

/// Owns one identifier.
class Hdf5Handle {
public:
    using Close = herr_t (*)(hid_t);

    Hdf5Handle() = default;
    /// Takes over `id`, to be released with `closer`. Throws Hdf5Error naming `what` for a negative one.
    Hdf5Handle(hid_t id, Close closer, const std::string& what) : id_(checked(id, what)), close_(closer) {}
    Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
    Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    ~Hdf5Handle() {
        if (id_ >= 0) close_(id_);
    }

    operator hid_t() const { return id_; }

    /// Closes now, with errors reported: the last chance to see that data reached the disk.
    void close(const std::string& what) { checked(close_(std::exchange(id_, -1)), what); }
    /// Leaves it open, for good.
    void abandon() { id_ = -1; }

private:
    hid_t id_ = -1;
    Close close_ = nullptr;
};

/// HDF5's own printing on standard error is switched off; messages travel in Hdf5Error.
void silence_hdf5();

/// The innermost message of HDF5's error stack.
std::string hdf5_message();

template <class T>
T checked(T result, const std::string& what) {
    if (result < 0) throw Hdf5Error(what + ": " + hdf5_message());
    return result;
}

}  // namespace mirage
