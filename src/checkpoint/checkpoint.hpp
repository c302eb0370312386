#pragma once
// The folder OUTPUT.checkpoint of an unfinished run: lock, fingerprint, one journal for each rank and start,
// and the result until it is complete. For one process.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "checkpoint/fingerprint.hpp"
#include "checkpoint/journal.hpp"
#include "parallel/work_item.hpp"

namespace mirage {

/// What a journal's block holds: finished items, each with its records.
struct FinishedItem {
    WorkItem item;
    std::span<const std::byte> records;
};
void append_item(Bytes& payload, const FinishedItem& finished);
/// Hands over the items of a payload; stops at one that does not fit.
void for_each_item(std::span<const std::byte> payload, const std::function<void(const FinishedItem&)>& use);

struct JournalFile {
    std::string name;
    std::int64_t size = 0;
};

/// Names inside the checkpoint of a result file.
struct CheckpointFolder {
    explicit CheckpointFolder(const std::string& output);

    std::string path, fingerprint, lock, result;
    std::string journal(int start, int rank) const;
    std::vector<JournalFile> journals() const;  ///< by name
};

enum class Start { resume, restart };

/// The folder, held by one run. Journals that are there belong to earlier starts of the same run.
class Checkpoint {
public:
    /// Throws InputError if another run holds it, or if it is of a run with another fingerprint, or damaged;
    /// then nothing has been changed. Start::restart empties it first. Throws std::system_error where it
    /// cannot be made.
    Checkpoint(const std::string& output, const Fingerprint& fingerprint, Start start);
    /// A folder without anything computed goes; the lock is given back.
    ~Checkpoint();
    Checkpoint(const Checkpoint&) = delete;
    Checkpoint& operator=(const Checkpoint&) = delete;

    const CheckpointFolder& folder() const { return folder_; }
    int start() const { return start_; }               ///< the number of this start, from 0
    const std::string& note() const { return note_; }  ///< for the user; may be empty

    /// The result gets its name, the folder goes. Throws std::system_error.
    void complete(const std::string& output);

private:
    void hold(const std::string& output);
    void begin(const Fingerprint& fingerprint);
    void empty() const;
    void remove_if_empty() const;

    CheckpointFolder folder_;
    int lock_ = -1;
    int start_ = 0;
    std::string note_;
};

/// How far an unfinished run is.
struct CheckpointStatus {
    double share = 0.0;        ///< of the expected work
    double age = 0.0;          ///< since the last write [s]; negative where that was ahead of this clock
    std::int64_t size = 0;     ///< of all journals [bytes]
    std::int64_t damaged = 0;  ///< [bytes]
    std::string holder;        ///< who holds it now; empty: nobody
};

/// Nothing where the result has no checkpoint. Throws InputError if it is damaged as a whole.
std::optional<CheckpointStatus> checkpoint_status(const std::string& output);

}  // namespace mirage
