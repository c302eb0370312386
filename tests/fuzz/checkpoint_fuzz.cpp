// Checkpoints: journals and fingerprints, as they are and with checksums that fit, which chance would never
// find.

#include "checkpoint/checkpoint.hpp"

#include <cmath>

#include <fmt/format.h>

#include "checkpoint/fingerprint.hpp"
#include "fuzz.hpp"

using namespace mirage_fuzz;
using mirage::Bytes;

namespace {

constexpr std::uint64_t identity = 7;

void append(Bytes& block, std::uint64_t number) {
    const auto bytes = std::as_bytes(std::span(&number, 1));
    block.insert(block.end(), bytes.begin(), bytes.end());
}

/// journal.hpp: magic, identity, length, payload, checksum.
Bytes block_of(std::span<const std::byte> payload) {
    Bytes block;
    for (const int c : {0xb1, 0x6d, 0x69, 0x72, 0x61, 0x67, 0x65, 0x0a})
        block.push_back(static_cast<std::byte>(c));
    append(block, identity);
    append(block, payload.size());
    block.insert(block.end(), payload.begin(), payload.end());
    append(block, mirage::checksum(block));
    return block;
}

void use_items(std::span<const std::byte> payload) {
    std::size_t used = 0;
    mirage::for_each_item(payload, [&](const mirage::FinishedItem& finished) {
        const mirage::WorkItem& item = finished.item;
        require(item.first >= 0 && item.count > 0 && item.first + item.count > item.first &&
                std::isfinite(item.cost));
        require(item.kind >= mirage::WorkKind::points && item.kind <= mirage::WorkKind::spectra);
        Bytes again;
        mirage::append_item(again, finished);
        require(used + again.size() <= payload.size());
        require(std::memcmp(again.data(), payload.data() + used, again.size()) == 0);
        used += again.size();
    });
}

/// Blocks of a journal; how many of them hold `wanted`.
int scan(std::span<const std::byte> journal, std::span<const std::byte> wanted) {
    const std::string_view text(reinterpret_cast<const char*>(journal.data()), journal.size());
    const auto size = static_cast<std::int64_t>(journal.size());
    std::int64_t taken = 0, end = 0;
    int found = 0;
    const std::int64_t valid = mirage::scan_journal(
        file_with(text), identity, 0, size, [&](std::int64_t offset, std::span<const std::byte> payload) {
            require(offset >= end);
            end = offset + 32 + static_cast<std::int64_t>(payload.size());
            require(end <= size);
            taken += end - offset;
            use_items(payload);
            if (std::equal(payload.begin(), payload.end(), wanted.begin(), wanted.end())) ++found;
        });
    require(valid == taken);
    return found;
}

void use_fingerprint(const std::string& text) {
    const auto read = mirage::parse_fingerprint(text);
    if (!read) return;
    const auto again = mirage::parse_fingerprint(mirage::to_text(*read));
    require(again && again->lines == read->lines &&
            mirage::identity_of(*again) == mirage::identity_of(*read));
    require(same_bits(again->cost, read->cost) || std::isnan(read->cost));
    require(mirage::differences(*read, *again).empty() &&
            mirage::differences(*read, {}).size() < 100 * text.size() + 100);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = std::as_bytes(std::span(data, size));
    scan(input, {});
    if (size == 0) return 0;
    // a valid block behind any bytes, and half a block behind it
    const std::span<const std::byte> rest = input.subspan(1),
                                     before = rest.first(std::min<std::size_t>(rest.size(), data[0]));
    const std::span<const std::byte> payload = rest.subspan(before.size());
    const Bytes block = block_of(payload);
    Bytes journal(before.begin(), before.end());
    journal.insert(journal.end(), block.begin(), block.end());
    journal.insert(journal.end(), block.begin(),
                   block.begin() + static_cast<std::ptrdiff_t>(block.size() / 2));
    require(scan(journal, payload) == 1);
    const std::string text = text_of(data, size);
    use_fingerprint(text);
    use_fingerprint(text + fmt::format("checksum = {:016x}\n", mirage::checksum(std::string_view(text))));
    return 0;
}
