import RoostModel

/// Reads `limits`: memory and disk with a unit, CPUs, processes.
enum ResourceLimitsReader {
  static func read(_ settings: ObjectReader) throws(DocumentFault) -> ResourceLimits {
    guard let reader = try settings.object("limits", knownKeys: ProjectSettingsReader.limitKeys) else { return ResourceLimits() }
    return ResourceLimits(
      memory: try size("memory", reader), cpus: try cpus(reader), processes: try processes(reader),
      disk: try size("disk", reader),
      openFiles: try openFiles(reader))
  }

  static func readQuota(_ settings: ObjectReader) throws(DocumentFault) -> AppQuota? {
    guard let reader = try settings.object("limits", knownKeys: ProjectSettingsReader.limitKeys) else { return nil }
    let quota = AppQuota(
      storage: try size("storage", reader, least: 1 << 20), logs: try size("logs", reader, least: 1 << 20))
    return quota == AppQuota() ? nil : quota
  }

  private static func openFiles(_ reader: ObjectReader) throws(DocumentFault) -> Int? {
    guard let text = try reader.text("open-files") else { return nil }
    guard let files = Int(text), AppLimit.sensibleFiles.contains(files) else {
      throw reader.fault("open-files", "expected 16 to 1048576")
    }
    return files
  }

  private static func size(_ key: String, _ reader: ObjectReader, least: UInt64 = 4 << 20) throws(DocumentFault) -> ByteCount? {
    guard let text = try reader.text(key) else { return nil }
    guard let size = SizeText.bytes(text), size >= least else {
      throw reader.fault(
        key, "expected at least \(least >> 20)M, with K, M or G (powers of 1024), such as 512M; found '\(text.prefix(40))'")
    }
    return ByteCount(size)
  }

  private static func cpus(_ reader: ObjectReader) throws(DocumentFault) -> Double? {
    guard let cpus = try reader.number("cpus") else { return nil }
    guard (0.01...1024).contains(cpus) else { throw reader.fault("cpus", "expected 0.01 to 1024; 0.5 is half a core") }
    return cpus
  }

  private static func processes(_ reader: ObjectReader) throws(DocumentFault) -> Int? {
    guard let text = try reader.text("processes") else { return nil }
    guard let processes = Int(text), (8...1_000_000).contains(processes) else {
      throw reader.fault("processes", "expected 8 to 1000000")
    }
    return processes
  }
}
