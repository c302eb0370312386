#pragma once
// Running the program as a user does: exit status, standard output and standard error; folders of its own for
// every test.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace mirage_test {

inline std::string read_file(const std::filesystem::path& name) {
    std::ifstream file(name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A folder that vanishes with the test.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "mirage-test-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return *this / name;
    }
    long files() const {
        return std::distance(std::filesystem::directory_iterator(path_),
                             std::filesystem::directory_iterator());
    }

private:
    std::filesystem::path path_;
};

struct Outcome {
    int status = 0;
    std::string out, err;

    long error_lines() const { return std::count(err.begin(), err.end(), '\n'); }
};

/// A shell command.
inline Outcome shell(const std::string& command) {
    const Folder folder;
    const int code = std::system(
        ("(" + command + ") >" + folder / "out" + " 2>" + folder / "err" + " </dev/null").c_str());
    return {WIFEXITED(code) ? WEXITSTATUS(code) : 255, read_file(folder / "out"), read_file(folder / "err")};
}

inline Outcome mirage(const std::string& arguments) {
    return shell(std::string(MIRAGE_PROGRAM) + " " + arguments);
}

inline Outcome mirage_mpi(int ranks, int threads, const std::string& arguments) {
    return shell("OMP_NUM_THREADS=" + std::to_string(threads) + " " + MIRAGE_MPIEXEC +
                 " --oversubscribe -n " + std::to_string(ranks) + " " + MIRAGE_PROGRAM + " " + arguments);
}

}  // namespace mirage_test
