#pragma once
// Where and how a command prints.

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace mirage {

enum class Format { table, csv, json };

/// Takes `--format X` or `--format=X` out of the words; `otherwise` if it is not there. Throws InputError.
Format take_format(std::vector<std::string>& arguments, Format otherwise);

/// Writes to the file, or to standard output if its name is empty. Throws std::runtime_error.
void write_text(const std::string& file, const std::string& text);

/// The same piece by piece. The file is made at once; one that is left before close() is removed.
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
    std::FILE* out_ = nullptr;
};

}  // namespace mirage
