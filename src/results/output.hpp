#pragma once
// Where a command prints.

#include <cstdio>
#include <string>
#include <string_view>

#include "results/format.hpp"

namespace mirage {

/// Writes to the file, or to standard output if its name says so (input/target.hpp). Throws
/// std::runtime_error.
void write_text(const std::string& file, const std::string& text);

/// The same piece by piece, beside the file, links followed; only close() puts it under its name, with the
/// permissions of what was there. Until then, and after a failure, that stays as it is; a power cut leaves one
/// or the other, whole.
class TextWriter {
public:
    explicit TextWriter(const std::string& file);
    TextWriter(const TextWriter&) = delete;
    TextWriter& operator=(const TextWriter&) = delete;
    ~TextWriter();

    void add(std::string_view text);
    /// With errors reported: the last chance to see that everything was written.
    void close();

private:
    std::string file_;
    std::string beside_;  ///< empty: straight into a stream
    std::FILE* out_ = nullptr;
};

}  // namespace mirage
