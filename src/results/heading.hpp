#pragma once
// What CSV and JSON say of their origin, so that a file can be used later: program, command line, parameters,
// units of the columns. Nothing in it depends on the time or the machine.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "input/configuration.hpp"

namespace mirage {

using Json = nlohmann::ordered_json;

/// A column, and its unit: "1" for plain numbers and words.
struct Column {
    std::string name, unit = "1";
};

Column column(const std::string& name, UnitKind kind, Units units);

struct Heading {
    std::string command;  ///< as typed
    Units units = Units::reduced;
    Json parameters = Json::object();  ///< what decided the numbers; name: number or text, in these units
    std::vector<Column> columns;       ///< of the rows
};

/// "mirage line --T '0.1, 0.2'": a shell reads the same words back, where --T=0.1 and --T 0.1 are the same.
/// The middle of a very long line is left out.
std::string command_line(const std::string& command, const std::vector<std::string>& arguments);

/// "1.0.0 (8c6e7f1)": version and commit.
std::string version_text();

/// "reduced" or "si".
const char* name_of(Units units);

/// The settings of a point with their values, Tc0 and the g-factor in SI units alone, but for those that
/// `rows` names; the text of an axis of several values.
Json parameters_of(const Configuration& configuration, const std::vector<std::string>& rows = {});

/// Comment lines (version, command, parameters, columns with units) and the row of the columns' names.
std::string csv_head(const Heading& heading);

/// Members command, version, units, parameters; and unit_of {column: unit} where there are columns. What a
/// command adds stands behind them.
Json json_head(const Heading& heading);

/// The text of a whole document. Words that are no UTF-8 do not stop it.
std::string json_text(const Json& json);

}  // namespace mirage
