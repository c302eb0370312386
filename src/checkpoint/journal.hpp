#pragma once
// An append-only file of blocks that may be cut or damaged anywhere: what cannot be verified is left out, the
// rest is read.
//
// A block: magic, identity of the run, length of the payload, payload, checksum of all of these (numbers of 8
// bytes).

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mirage {

using Bytes = std::vector<std::byte>;

/// CRC-64.
std::uint64_t checksum(std::span<const std::byte> bytes);
std::uint64_t checksum(std::string_view text);

inline constexpr std::size_t max_payload = std::size_t{8} << 20;  // [bytes]

/// Writes one new journal. Blocks carry `identity`, so that those of another run are not taken for this
/// one's.
class JournalWriter {
public:
    JournalWriter(std::string name, std::uint64_t identity);

    /// Appends a block for every payload and waits until they are on the disk; the first call makes the file.
    /// Throws std::system_error, with the file as it was before.
    void append(const std::vector<Bytes>& payloads);

private:
    Bytes block_of(const Bytes& payload) const;

    std::string name_;
    std::uint64_t identity_;
    off_t end_ = 0;
};

using UseBlock = std::function<void(std::int64_t offset, std::span<const std::byte> payload)>;

/// Hands over every valid block that begins in [begin, end) of the file, in order; returns how many bytes
/// they take. The rest of that part is damaged. A file that cannot be read has no blocks.
std::int64_t scan_journal(const std::string& name, std::uint64_t identity, std::int64_t begin,
                          std::int64_t end, const UseBlock& use);

}  // namespace mirage
