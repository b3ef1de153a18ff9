import RoostClient
import RoostModel

/// Which machine a command is for: `--host`, else with `--home` this one, else `ROOST_HOST`, else this one.
struct HostChoice {
  /// What this machine is called there.
  static let here = "local"

  /// `--host`
  var host: String?
  /// `--home`
  var home: String?
  var surroundings: Surroundings

  var place: DaemonPlace {
    get throws(Problem) {
      if let name = try chosen { return .host(try HostFile(surroundings).host(name)) }
      return .socket(try surroundings.home(option: home).socket)
    }
  }

  /// `nil` is this machine.
  var chosen: String? {
    get throws(Problem) {
      if let host, host != HostChoice.here, home != nil {
        throw Problem(
          .usageInvalid, "--home is a directory of this machine, and \(host) is another one", hint: "leave one of them out")
      }
      let named = host ?? (home == nil ? surroundings.hostVariable : nil)
      return named == HostChoice.here || named?.isEmpty == true ? nil : named
    }
  }
}
