#include "checkpoint/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/crc.hpp>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include "results/disk.hpp"

namespace mirage {
namespace {

constexpr std::size_t number_size = sizeof(std::uint64_t);
constexpr std::size_t header_size = 3 * number_size;
constexpr std::size_t min_block = header_size + number_size;
constexpr std::size_t read_size = std::size_t{1} << 18;
constexpr std::array<unsigned char, number_size> magic{0xb1, 'm', 'i', 'r', 'a', 'g', 'e', 0x0a};

std::uint64_t number_at(const std::byte* bytes) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes, number_size);
    return number;
}

std::system_error failure(const std::string& what) { return {errno, std::generic_category(), what}; }

void write_all(int file, std::span<const std::byte> bytes, off_t at, const std::string& name) {
    while (!bytes.empty()) {
        const ssize_t written = pwrite(file, bytes.data(), bytes.size(), at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) throw failure(name);
        at += written;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

/// An open file, negative where it could not be opened.
class Descriptor {
public:
    explicit Descriptor(int file) : file_(file) {}
    ~Descriptor() {
        if (file_ >= 0) close(file_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    operator int() const { return file_; }

private:
    int file_;
};

/// A part of a file that moves on.
class Window {
public:
    Window(const std::string& name, std::int64_t begin)
        : file_(open(name.c_str(), O_RDONLY | O_CLOEXEC)), base_(begin) {}

    /// The bytes from `at` on, `count` of them or more unless the file ends before; valid until the next
    /// call.
    std::span<const std::byte> from(std::int64_t at, std::size_t count) {
        const auto skip = static_cast<std::size_t>(at - base_);
        if (skip + count > bytes_.size()) {
            bytes_.erase(bytes_.begin(),
                         bytes_.begin() + static_cast<std::ptrdiff_t>(std::min(skip, bytes_.size())));
            base_ = at;
            fill(std::max(count, read_size));
        }
        return std::span(bytes_).subspan(static_cast<std::size_t>(at - base_));
    }

private:
    void fill(std::size_t count) {
        while (file_ >= 0 && bytes_.size() < count) {
            const std::size_t size = bytes_.size();
            bytes_.resize(std::min(count, size + read_size));
            const ssize_t got =
                pread(file_, bytes_.data() + size, bytes_.size() - size, base_ + static_cast<off_t>(size));
            bytes_.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
            if (got <= 0 && !(got < 0 && errno == EINTR)) return;
        }
    }

    Descriptor file_;
    std::int64_t base_;  ///< where in the file bytes_ begins
    Bytes bytes_;
};

/// The size of the whole block that `bytes` begin with, 0 where there is none that could be valid.
std::size_t block_size(std::span<const std::byte> bytes, std::uint64_t identity) {
    if (bytes.size() < min_block || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0) return 0;
    if (number_at(bytes.data() + number_size) != identity) return 0;
    const std::uint64_t length = number_at(bytes.data() + 2 * number_size);
    return length <= max_payload ? min_block + static_cast<std::size_t>(length) : 0;
}

bool is_valid(std::span<const std::byte> block) {
    return checksum(block.first(block.size() - number_size)) ==
           number_at(block.data() + block.size() - number_size);
}

}  // namespace

std::uint64_t checksum(std::span<const std::byte> bytes) {
    boost::crc_optimal<64, 0x42F0E1EBA9EA3693, ~0ull, ~0ull, true, true> crc;  // CRC-64/XZ
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}
std::uint64_t checksum(std::string_view text) { return checksum(std::as_bytes(std::span(text))); }

JournalWriter::JournalWriter(std::string name, std::uint64_t identity)
    : name_(std::move(name)), identity_(identity) {}

Bytes JournalWriter::block_of(const Bytes& payload) const {
    if (payload.size() > max_payload) throw std::length_error("a block of the journal is too long");
    Bytes block(min_block + payload.size());
    const std::uint64_t numbers[] = {identity_, payload.size()};
    std::memcpy(block.data(), magic.data(), number_size);
    std::memcpy(block.data() + number_size, numbers, sizeof numbers);
    std::copy(payload.begin(), payload.end(), block.begin() + header_size);
    const std::span<const std::byte> before(block.data(), header_size + payload.size());
    const std::uint64_t sum = checksum(before);
    std::memcpy(block.data() + before.size(), &sum, sizeof sum);
    return block;
}

// Not held open in between: on a network file system a folder with an open file cannot be removed.
void JournalWriter::append(const std::vector<Bytes>& payloads) {
    if (payloads.empty()) return;
    const Descriptor file(open(name_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
    if (file < 0) throw failure(name_);
    if (end_ == 0) sync_to_disk(folder_of(name_));
    off_t end = end_;
    try {
        for (const Bytes& payload : payloads) {
            const Bytes block = block_of(payload);
            write_all(file, block, end, name_);
            end += static_cast<off_t>(block.size());
        }
        if (fsync(file) != 0) throw failure(name_);
    } catch (const std::system_error&) {
        [[maybe_unused]] const int cut = ftruncate(file, end_);  // else the next write goes over it
        throw;
    }
    end_ = end;
}

std::int64_t scan_journal(const std::string& name, std::uint64_t identity, std::int64_t begin,
                          std::int64_t end, const UseBlock& use) {
    Window window(name, begin);
    std::int64_t valid = 0;
    for (std::int64_t at = begin; at < end;) {
        std::span<const std::byte> bytes = window.from(at, min_block);
        if (bytes.size() < min_block) break;
        const std::size_t size = block_size(bytes, identity);
        if (size > 0) bytes = window.from(at, size);
        if (size > 0 && bytes.size() >= size && is_valid(bytes.first(size))) {
            use(at, bytes.subspan(header_size, size - min_block));
            valid += static_cast<std::int64_t>(size);
            at += static_cast<std::int64_t>(size);
            continue;
        }
        const void* next = memchr(bytes.data() + 1, magic[0], bytes.size() - 1);
        at += next ? static_cast<const std::byte*>(next) - bytes.data()
                   : static_cast<std::int64_t>(bytes.size());
    }
    return valid;
}

}  // namespace mirage
