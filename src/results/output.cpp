#include "results/output.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "input/target.hpp"
#include "results/disk.hpp"

namespace mirage {

void write_text(const std::string& file, const std::string& text) {
    TextWriter out(file);
    out.add(text);
    out.close();
}

namespace {

[[noreturn]] void fail(const std::string& file) {
    const std::string where = file.empty() ? "to standard output" : fmt::format("'{}'", file);
    throw std::runtime_error(fmt::format("could not write {}", where));
}

/// Through the descriptor: the file may be one that cannot be read. EINVAL: there is nothing to sync.
bool is_on_disk(std::FILE* file) { return fsync(fileno(file)) == 0 || errno == EINVAL; }

bool is_renamed(const std::string& written, const std::string& name) {
    std::error_code failed;
    std::filesystem::rename(written, name, failed);
    return !failed;
}

/// Of a file that is there; else those of a new one.
mode_t permissions_of(const std::string& file) {
    struct stat there;
    if (stat(file.c_str(), &there) == 0) return there.st_mode & 07777;
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

}  // namespace

TextWriter::TextWriter(const std::string& file) : file_(is_standard_output(file) ? "" : link_target(file)) {
    if (file_.empty()) {
        out_ = stdout;
    } else if (is_stream(file_)) {
        out_ = std::fopen(file_.c_str(), "wb");
    } else {
        beside_ = file_ + ".XXXXXX";
        const int descriptor = mkstemp(beside_.data());
        if (descriptor >= 0) out_ = fdopen(descriptor, "wb");
    }
    if (!out_) fail(file_);
}

TextWriter::~TextWriter() {
    if (out_ && out_ != stdout) std::fclose(out_);
    if (!beside_.empty()) std::remove(beside_.c_str());
}

void TextWriter::add(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), out_) != text.size()) fail(file_);
}

void TextWriter::close() {
    std::FILE* const out = std::exchange(out_, nullptr);
    bool written = std::fflush(out) == 0;
    if (!beside_.empty())
        written = written && fchmod(fileno(out), permissions_of(file_)) == 0 && is_on_disk(out);
    if (out != stdout) written = std::fclose(out) == 0 && written;
    if (!written || (!beside_.empty() && !is_renamed(beside_, file_))) fail(file_);
    if (!std::exchange(beside_, "").empty()) sync_to_disk(folder_of(file_));
}

}  // namespace mirage
