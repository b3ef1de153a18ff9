import FoundationEssentials

/// The environment of this process. Read here and nowhere else.
enum ProcessVariables {
  static var all: [String: String] { ProcessInfo.processInfo.environment }
}
