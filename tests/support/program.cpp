#include "program.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace mirage_test {

std::string read_file(const std::filesystem::path& name) {
    std::ifstream file(name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "mirage-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return *this / name;
}

long Folder::files() const {
    return std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator());
}

Outcome shell(const std::string& command) {
    const Folder folder;
    const int code = std::system(
        ("(" + command + ") >" + folder / "out" + " 2>" + folder / "err" + " </dev/null").c_str());
    Outcome outcome{WIFEXITED(code) ? WEXITSTATUS(code) : 255, read_file(folder / "out"),
                    read_file(folder / "err")};
    if (outcome.status == 1) std::cerr << command << ": status 1\n" << outcome.err;
    return outcome;
}

Outcome mirage(const std::string& arguments) { return shell(std::string(MIRAGE_PROGRAM) + " " + arguments); }

Outcome mirage_mpi(int ranks, int threads, const std::string& arguments) {
    return shell("OMP_NUM_THREADS=" + std::to_string(threads) + " " + MIRAGE_MPIEXEC +
                 " --oversubscribe -n " + std::to_string(ranks) + " " + MIRAGE_PROGRAM + " " + arguments);
}

}  // namespace mirage_test
