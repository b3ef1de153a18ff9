import Glibc
import RoostModel

/// What the shell says about where a command runs. Read once, at the command's start; nothing else reads it.
struct Surroundings: Sendable {
  /// `ROOST_HOME`
  var homeVariable: String?
  var userHome: String?
  /// `ROOST_HOST`
  var hostVariable: String?
  /// `XDG_CONFIG_HOME`
  var configuration: String?
  /// `RUNNER_FEATURES`
  var features: String?
  var userID: UInt32
  /// Standard output shows colours: a terminal, and `NO_COLOR` not set.
  var colours: Bool
  /// Standard error, where progress goes, is a terminal whose lines can be drawn again.
  var redraws: Bool
  /// Somebody sits there to answer a question.
  var interactive: Bool
  /// Columns of the terminal that shows progress.
  var width: Int
  /// Columns of the terminal that shows results; `nil` when they go elsewhere.
  var outputWidth: Int?

  static func current() -> Surroundings {
    let redraws = isatty(STDERR_FILENO) == 1 && variable("TERM") != "dumb"
    let noColour = variable("NO_COLOR").map { !$0.isEmpty } ?? false
    return Surroundings(
      homeVariable: variable("ROOST_HOME"), userHome: variable("HOME"), hostVariable: variable("ROOST_HOST"),
      configuration: variable("XDG_CONFIG_HOME"), features: variable("RUNNER_FEATURES"), userID: geteuid(),
      colours: isatty(STDOUT_FILENO) == 1 && !noColour && variable("TERM") != "dumb", redraws: redraws,
      interactive: isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1, width: columns(),
      outputWidth: isatty(STDOUT_FILENO) == 1 ? columns(of: STDOUT_FILENO) : nil)
  }

  func home(option: String?) throws(Problem) -> HomeDirectory {
    try HomeDirectory(option: option, variable: homeVariable, userID: userID, userHome: userHome)
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Of a terminal as it is now; 80 when it does not say.
  static func columns(of descriptor: Int32 = STDERR_FILENO) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return Int(size.ws_col)
  }
}
