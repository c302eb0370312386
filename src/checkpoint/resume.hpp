#pragma once
// Going on after an earlier start: all ranks read its journals together and agree on what is left to do.

#include <mpi.h>

#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "checkpoint/checkpoint.hpp"
#include "parallel/communicator.hpp"
#include "parallel/work_item.hpp"

namespace mirage {

/// The checkpoint of a run as every rank sees it.
struct OpenCheckpoint {
    std::unique_ptr<Checkpoint> held;  ///< on rank 0
    CheckpointFolder folder;
    std::uint64_t identity = 0;
    int start = 0;
    std::vector<JournalFile> journals;  ///< of earlier starts
};

/// `fingerprint` is called on rank 0. Collective. Throws InputError (refused: see Checkpoint) or RunError, on
/// all ranks.
OpenCheckpoint open_checkpoint(const std::string& output, const std::function<Fingerprint()>& fingerprint,
                               Start start, const Communicator& mpi);

/// Takes one finished item; false where its records do not fit.
using AcceptItem = std::function<bool(const FinishedItem&)>;
/// Hands every finished item that this rank finds to `take`.
using RestoreItems = std::function<void(const std::function<void(const FinishedItem&)>& take)>;

/// The journals of earlier starts. Their bytes are dealt out to the ranks in stripes, whoever wrote them.
class PreviousJournals {
public:
    /// Reads the part of this rank once, to know what is where.
    PreviousJournals(std::vector<JournalFile> files, std::uint64_t identity, const Communicator& mpi);

    /// Hands over the items of those blocks that hold any of a range.
    void read(const WorkRange& wanted, const std::function<void(const FinishedItem&)>& use) const;

    std::int64_t size() const;                     ///< of all files [bytes]
    std::int64_t valid() const { return valid_; }  ///< of this rank's part [bytes]
    double cost() const { return cost_; }          ///< of the items in this rank's part [s]

private:
    struct Block {
        std::size_t file;
        std::int64_t offset;
        WorkRange holds;
    };

    std::vector<JournalFile> files_;
    std::uint64_t identity_;
    std::int64_t valid_ = 0;
    double cost_ = 0.0;
    std::vector<Block> blocks_;
};

/// The items that no rank recalls; each recalled one goes to `take` once on each rank that has it.
/// Collective.
std::vector<WorkItem> unfinished(const std::vector<WorkItem>& items, const RestoreItems& restore,
                                 const AcceptItem& take, const Communicator& mpi);

/// Appends the records of a finished item (plain data with a member `index`); false if they are not those of
/// the item.
template <class Record>
bool append_records(std::vector<Record>& records, const FinishedItem& finished) {
    const auto count = static_cast<std::size_t>(finished.item.count);
    if (finished.records.size() != count * sizeof(Record)) return false;
    const std::size_t before = records.size();
    records.resize(before + count);
    std::memcpy(static_cast<void*>(records.data() + before), finished.records.data(),
                finished.records.size());
    for (std::size_t i = 0; i < count; ++i)
        if (records[before + i].index != finished.item.first + static_cast<std::int64_t>(i)) {
            records.resize(before);
            return false;
        }
    return true;
}

/// The last records of a list, as those of the item that made them.
template <class Record>
FinishedItem finished_item(const WorkItem& item, const std::vector<Record>& records) {
    return {item, std::as_bytes(std::span(records).last(static_cast<std::size_t>(item.count)))};
}

/// How a phase of a run keeps what it finishes, finds what an earlier start finished, and learns that it is
/// to stop.
struct CheckpointHooks {
    std::function<void(const FinishedItem&)> save = [](const FinishedItem&) {};
    std::function<void(const WorkRange& wanted, const std::function<void(const FinishedItem&)>& use)>
        restore = [](const WorkRange&, const auto&) {};
    std::function<bool()> stop = [] { return false; };
};

}  // namespace mirage
