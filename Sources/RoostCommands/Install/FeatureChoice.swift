import RoostCatalog
import RoostModel
import SystemPackage

/// What `roost install` is asked for: arguments, `--features` and `--config` together; the variable when there is none of them.
struct FeatureChoice {
  let command: InstallCommand

  func choose(variable: String?) throws(Problem) -> FeatureList {
    var list = FeatureList()
    if let file = command.config { list = try FeatureFile.read(FilePath(file)) }
    list.specifiers += FeatureList(words: command.features ?? "").specifiers + command.runtimes
    guard command.config == nil, command.features == nil, command.runtimes.isEmpty else { return list }
    guard let variable else {
      throw Problem(
        .usageInvalid, "nothing is named that could be installed",
        hint: "name a runtime (roost install nodejs --scope host), or set RUNNER_FEATURES")
    }
    return FeatureList(words: variable)
  }
}
