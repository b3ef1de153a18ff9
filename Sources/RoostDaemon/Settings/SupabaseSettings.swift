import Configuration
import RoostModel
import SystemPackage

/// `supabase` of the daemon's settings: an address, and the files that hold what is secret.
struct SupabaseSettings: Sendable, Equatable {
  var url: String?
  var anonKeyFile: String?
  var serviceKeyFile: String?
  var databaseURLFile: String?

  static let keys = ["supabase.url", "supabase.anon-key-file", "supabase.service-key-file", "supabase.database-url-file"]

  init() {}

  init(_ reader: ConfigReader, file: FilePath) throws(Problem) {
    url = try SupabaseSettings.text(reader, "supabase.url", file, "an address such as https://PROJECT.supabase.co") {
      $0.hasPrefix("https://") || $0.hasPrefix("http://")
    }
    let isPath: (String) -> Bool = { $0.hasPrefix("/") }
    anonKeyFile = try SupabaseSettings.text(reader, "supabase.anon-key-file", file, "an absolute path", isPath)
    serviceKeyFile = try SupabaseSettings.text(reader, "supabase.service-key-file", file, "an absolute path", isPath)
    databaseURLFile = try SupabaseSettings.text(reader, "supabase.database-url-file", file, "an absolute path", isPath)
  }

  /// What is not well-formed may be a secret in the wrong place: it is not told.
  private static func text(
    _ reader: ConfigReader, _ key: ConfigKey, _ file: FilePath, _ form: String, _ isWellFormed: (String) -> Bool
  ) throws(Problem) -> String? {
    guard let text = reader.string(forKey: key), !text.isEmpty else { return nil }
    guard isWellFormed(text), !text.utf8.contains(0) else {
      throw Problem(
        .settingsInvalid, "\(key) is not \(form)", hint: "correct it where it is set: the variable or \(file)")
    }
    return text
  }
}
