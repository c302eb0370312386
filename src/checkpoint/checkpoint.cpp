#include "checkpoint/checkpoint.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <system_error>
#include <thread>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"
#include "results/disk.hpp"

namespace mirage {
namespace {

namespace fs = std::filesystem;

/// An item in a payload, before its records.
struct ItemHeader {
    std::int64_t kind = 0, first = 0, count = 0;
    double cost = 0.0;
    std::uint64_t size = 0;  ///< of its records [bytes]
};

bool is_plausible(const ItemHeader& header) {
    return header.kind >= 0 && header.kind <= static_cast<std::int64_t>(WorkKind::spectra) &&
           header.first >= 0 && header.count > 0 &&
           header.count <= std::numeric_limits<std::int32_t>::max() &&
           header.first <= std::numeric_limits<std::int64_t>::max() - header.count &&
           std::isfinite(header.cost);
}

constexpr const char* journal_prefix = "journal.";
constexpr std::size_t max_text = std::size_t{256} << 20;

std::system_error failure(const std::string& what) { return {errno, std::generic_category(), what}; }

std::optional<std::string> read_text(const std::string& name) {
    std::error_code ignored;
    if (!fs::is_regular_file(name, ignored)) return std::nullopt;  // a pipe would wait for ever
    std::ifstream file(name, std::ios::binary);
    if (!file || fs::file_size(name, ignored) > max_text) return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Beside it, then under its name: whole or not at all.
void write_text(const std::string& name, const std::string& text) {
    const std::string beside = name + ".new";
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) throw failure(beside);
    put_in_place(beside, name);
}

std::string this_process() {
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    return fmt::format("process {} on {}", getpid(), host);
}

/// Whether the lock was got; else errno tells. Waits a little for a run that is just run_status.
bool try_lock(int lock) {
    constexpr int max_trials = 20;
    for (int trial = 1; flock(lock, LOCK_EX | LOCK_NB) != 0; ++trial) {
        if (errno != EWOULDBLOCK || trial == max_trials) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
}

bool is_locked(int lock) { return flock(lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK; }

std::string holder_of(const CheckpointFolder& folder) {
    const std::string text = printable(read_text(folder.lock).value_or(""));
    return text.empty() ? "another process" : text;
}

}  // namespace

void append_item(Bytes& payload, const FinishedItem& finished) {
    const WorkItem& item = finished.item;
    const ItemHeader header{static_cast<std::int64_t>(item.kind), item.first, item.count, item.cost,
                            finished.records.size()};
    const std::size_t at = payload.size();
    payload.resize(at + sizeof header +
                   finished.records.size());  // whole, or not at all where memory runs out
    std::memcpy(payload.data() + at, &header, sizeof header);
    std::copy(finished.records.begin(), finished.records.end(),
              payload.begin() + static_cast<std::ptrdiff_t>(at + sizeof header));
}

void for_each_item(std::span<const std::byte> payload, const std::function<void(const FinishedItem&)>& use) {
    while (payload.size() >= sizeof(ItemHeader)) {
        ItemHeader header;
        std::memcpy(&header, payload.data(), sizeof header);
        payload = payload.subspan(sizeof header);
        if (header.size > payload.size() || !is_plausible(header)) return;
        use({{static_cast<WorkKind>(header.kind), header.first, static_cast<std::int32_t>(header.count),
              header.cost},
             payload.first(header.size)});
        payload = payload.subspan(header.size);
    }
}

CheckpointFolder::CheckpointFolder(const std::string& output)
    : path(output + ".checkpoint"),
      fingerprint(path + "/fingerprint"),
      lock(path + "/lock"),
      result(path + "/result.h5") {}

std::string CheckpointFolder::journal(int start, int rank) const {
    return fmt::format("{}/{}{:06}.{:06}", path, journal_prefix, start, rank);
}

std::vector<JournalFile> CheckpointFolder::journals() const {
    std::vector<JournalFile> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(path, ignored))
        if (entry.path().filename().string().starts_with(journal_prefix) && entry.is_regular_file(ignored))
            files.push_back({entry.path().string(), static_cast<std::int64_t>(entry.file_size(ignored))});
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return files;
}

Checkpoint::Checkpoint(const std::string& output, const Fingerprint& fingerprint, Start start)
    : folder_(output) {
    hold(output);
    try {
        sync_to_disk(folder_of(folder_.path));  // what is saved in a folder without a name is lost
        const std::optional<std::string> text = read_text(folder_.fingerprint);
        const std::vector<JournalFile> files = folder_.journals();
        if (start == Start::restart || (!text && files.empty())) {
            begin(fingerprint);
            return;
        }
        const std::optional<Fingerprint> old = text ? parse_fingerprint(*text) : std::nullopt;
        if (!old)
            throw InputError(
                fmt::format("'{}': its fingerprint is damaged; --restart starts over", folder_.path));
        if (const std::string what = differences(*old, fingerprint); !what.empty())
            throw InputError(
                fmt::format("'{}' is of another run ({}); --restart starts over", folder_.path, what));
        for (const JournalFile& file : files) {
            const std::string name = fs::path(file.name).filename().string();
            const long start_of_file = std::strtol(name.c_str() + std::strlen(journal_prefix), nullptr, 10);
            start_ = std::max(start_, static_cast<int>(std::clamp(start_of_file, 0L, 1L << 30)) + 1);
        }
    } catch (...) {
        close(lock_);
        throw;
    }
}

Checkpoint::~Checkpoint() {
    if (fs::exists(folder_.path) && folder_.journals().empty()) {
        std::error_code ignored;
        fs::remove_all(folder_.path, ignored);
    }
    close(lock_);
    remove_if_empty();
}

/// On a network file system a folder with an open file stays, and the file goes some time after it was
/// closed.
void Checkpoint::remove_if_empty() const {
    constexpr int max_trials = 20;
    for (int trial = 0; trial < max_trials && rmdir(folder_.path.c_str()) != 0; ++trial) {
        if (errno != ENOTEMPTY || !folder_.journals().empty()) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

/// Makes the folder and takes the lock, again if it vanished in between because another run ended.
void Checkpoint::hold(const std::string& output) {
    for (;;) {
        if (mkdir(folder_.path.c_str(), 0777) != 0 && errno != EEXIST)
            throw failure(fmt::format("cannot make '{}'", folder_.path));
        lock_ = open(folder_.lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (lock_ < 0 && errno == ENOENT) continue;
        if (lock_ < 0) throw failure(fmt::format("cannot make '{}'", folder_.lock));
        if (!try_lock(lock_)) {
            if (errno == EWOULDBLOCK) {
                close(lock_);
                throw InputError(fmt::format("output.file = '{}': another run is writing it ({})", output,
                                             holder_of(folder_)));
            }
            note_ =
                fmt::format("'{}' cannot be locked ({}): see to it that no other run writes the same output",
                            folder_.lock, std::strerror(errno));
        }
        struct stat held, named;
        if (fstat(lock_, &held) == 0 && stat(folder_.lock.c_str(), &named) == 0 &&
            held.st_ino == named.st_ino)
            break;
        close(lock_);
    }
    const std::string holder = this_process();
    if (ftruncate(lock_, 0) != 0 || pwrite(lock_, holder.data(), holder.size(), 0) < 0)
        note_ = fmt::format("cannot write '{}' ({})", folder_.lock, std::strerror(errno));
}

void Checkpoint::begin(const Fingerprint& fingerprint) {
    empty();
    write_text(folder_.fingerprint, to_text(fingerprint));
}

/// The fingerprint goes last: until then it tells whose the rest is.
void Checkpoint::empty() const {
    for (const JournalFile& file : folder_.journals()) fs::remove(file.name);
    fs::remove(folder_.result);
    fs::remove(folder_.fingerprint);
}

void Checkpoint::complete(const std::string& output) {
    put_in_place(folder_.result, output);
    std::error_code ignored;  // the result is there, whatever is left beside it
    for (const JournalFile& file : folder_.journals()) fs::remove(file.name, ignored);
    fs::remove_all(folder_.path, ignored);
}

std::optional<CheckpointStatus> checkpoint_status(const std::string& output) {
    const CheckpointFolder folder(output);
    if (!fs::is_directory(folder.path)) return std::nullopt;
    const std::optional<std::string> text = read_text(folder.fingerprint);
    const std::optional<Fingerprint> fingerprint = text ? parse_fingerprint(*text) : std::nullopt;
    if (!text && folder.journals().empty()) return std::nullopt;
    if (!fingerprint)
        throw InputError(fmt::format("'{}': its fingerprint is damaged or missing", folder.path));
    CheckpointStatus status;
    double done = 0.0;
    auto last = fs::file_time_type::min();
    for (const JournalFile& file : folder.journals()) {
        const std::int64_t valid = scan_journal(
            file.name, identity_of(*fingerprint), 0, file.size, [&](std::int64_t, const auto& payload) {
                for_each_item(payload, [&](const FinishedItem& finished) { done += finished.item.cost; });
            });
        status.size += file.size;
        status.damaged += file.size - valid;
        std::error_code gone;  // a run may end meanwhile
        const auto written = fs::last_write_time(file.name, gone);
        if (!gone) last = std::max(last, written);
    }
    status.share = fingerprint->cost > 0.0 ? std::min(1.0, done / fingerprint->cost) : 0.0;
    const auto age = std::chrono::duration<double>(fs::file_time_type::clock::now() - last).count();
    if (status.size > 0) status.age = age;
    if (const int lock = open(folder.lock.c_str(), O_RDONLY | O_CLOEXEC); lock >= 0) {
        if (is_locked(lock)) status.holder = holder_of(folder);
        close(lock);
    }
    return status;
}

}  // namespace mirage
