import FoundationEssentials

/// The variables of the shell that started this command, for what is started on its behalf.
enum ShellVariables {
  static var all: [String: String] { ProcessInfo.processInfo.environment }
}
