#include "checkpoint/resume.hpp"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <sstream>
#include <tuple>

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {
namespace {

constexpr std::int64_t stripe = std::int64_t{8} << 20;  // [bytes]

/// Number of an item in a list, from what it is.
class ItemNumbers {
public:
    explicit ItemNumbers(const std::vector<WorkItem>& items) : items_(items), order_(items.size()) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::sort(order_.begin(), order_.end(),
                  [&](std::size_t a, std::size_t b) { return key(items[a]) < key(items[b]); });
    }
    /// items.size() where it is not in the list.
    std::size_t operator()(const WorkItem& item) const {
        const auto found =
            std::lower_bound(order_.begin(), order_.end(), key(item),
                             [&](std::size_t i, const auto& wanted) { return key(items_[i]) < wanted; });
        return found != order_.end() && key(items_[*found]) == key(item) ? *found : items_.size();
    }

private:
    static std::tuple<WorkKind, std::int64_t, std::int32_t> key(const WorkItem& item) {
        return {item.kind, item.first, item.count};
    }

    const std::vector<WorkItem>& items_;
    std::vector<std::size_t> order_;
};

std::string text_of(const std::vector<JournalFile>& files) {
    std::string text;
    for (const JournalFile& file : files) text += fmt::format("{} {}\n", file.size, file.name);
    return text;
}

std::vector<JournalFile> journals_of(const std::string& text) {
    std::vector<JournalFile> files;
    std::istringstream lines(text);
    for (JournalFile file; lines >> file.size && lines.get() && std::getline(lines, file.name);)
        files.push_back(file);
    return files;
}

}  // namespace

OpenCheckpoint open_checkpoint(const std::string& output,
                               const std::function<Fingerprint()>& make_fingerprint, Start start,
                               const Communicator& mpi) {
    OpenCheckpoint open{nullptr, CheckpointFolder(output), 0, 0, {}};
    std::string refusal;
    collectively(mpi, [&] {
        if (mpi.rank != 0) return;
        const Fingerprint fingerprint = make_fingerprint();
        open.identity = identity_of(fingerprint);
        try {
            open.held = std::make_unique<Checkpoint>(output, fingerprint, start);
        } catch (const InputError& error) {
            refusal = error.what();
            return;
        }
        if (!open.held->note().empty()) fmt::print(stderr, "mirage: {}\n", open.held->note());
        open.start = open.held->start();
        open.journals = open.folder.journals();
    });
    refusal = broadcast(refusal, mpi.comm);
    if (!refusal.empty()) throw InputError(refusal);
    MPI_Bcast(&open.identity, 1, MPI_UINT64_T, 0, mpi.comm);
    MPI_Bcast(&open.start, 1, MPI_INT, 0, mpi.comm);
    open.journals = journals_of(broadcast(text_of(open.journals), mpi.comm));
    return open;
}

PreviousJournals::PreviousJournals(std::vector<JournalFile> files, std::uint64_t identity,
                                   const Communicator& mpi)
    : files_(std::move(files)), identity_(identity) {
    std::int64_t number = 0;
    for (std::size_t file = 0; file < files_.size(); ++file) {
        const auto index_block = [&](std::int64_t offset, std::span<const std::byte> payload) {
            Block block{file, offset, {}};
            for_each_item(payload, [&](const FinishedItem& finished) {
                block.holds.add(finished.item);
                cost_ += finished.item.cost;
            });
            blocks_.push_back(block);
        };
        for (std::int64_t begin = 0; begin < files_[file].size; begin += stripe)
            if (number++ % mpi.size == mpi.rank)
                valid_ += scan_journal(files_[file].name, identity_, begin,
                                       std::min(begin + stripe, files_[file].size), index_block);
    }
}

std::int64_t PreviousJournals::size() const {
    return std::accumulate(files_.begin(), files_.end(), std::int64_t{0},
                           [](std::int64_t sum, const JournalFile& file) { return sum + file.size; });
}

void PreviousJournals::read(const WorkRange& wanted,
                            const std::function<void(const FinishedItem&)>& use) const {
    for (const Block& block : blocks_) {
        if (!block.holds.overlaps(wanted)) continue;
        scan_journal(files_[block.file].name, identity_, block.offset, block.offset + 1,
                     [&](std::int64_t, std::span<const std::byte> payload) { for_each_item(payload, use); });
    }
}

std::vector<WorkItem> unfinished(const std::vector<WorkItem>& items, const RestoreItems& restore,
                                 const AcceptItem& take, const Communicator& mpi) {
    const ItemNumbers number_of(items);
    std::vector<signed char> finished(items.size(), 0);
    restore([&](const FinishedItem& found) {
        const std::size_t number = number_of(found.item);
        if (number < items.size() && !finished[number]) finished[number] = take(found) ? 1 : 0;
    });
    constexpr std::size_t at_once = 1 << 30;  // counts are int
    for (std::size_t begin = 0; begin < finished.size(); begin += at_once)
        MPI_Allreduce(MPI_IN_PLACE, finished.data() + begin,
                      static_cast<int>(std::min(at_once, finished.size() - begin)), MPI_SIGNED_CHAR, MPI_MAX,
                      mpi.comm);
    std::vector<WorkItem> left;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (!finished[i]) left.push_back(items[i]);
    return left;
}

}  // namespace mirage
