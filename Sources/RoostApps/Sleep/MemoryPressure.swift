import RoostModel
import RoostSystem
import SystemPackage

/// Whether the machine is short of memory. Blocking.
enum MemoryPressure {
  /// Part of the machine's memory that must be available.
  private static let leastFree = 0.1
  /// Percent of ten seconds in which something waited for memory.
  private static let mostWaiting = 20.0

  static func isHigh() -> Bool {
    if let memory = Space.memory(), Double(memory.free.bytes) < leastFree * Double(memory.total.bytes) { return true }
    guard let bytes = try? SmallFile.read("/proc/pressure/memory", limit: 4096) else { return false }
    return waiting(in: String(decoding: bytes, as: UTF8.self)) ?? 0 > mostWaiting
  }

  /// `some avg10=0.31 avg60=...`, of "Pressure stall information" in the kernel's documentation.
  static func waiting(in text: String) -> Double? {
    for line in text.split(separator: "\n") where line.hasPrefix("some ") {
      for field in line.split(separator: " ") where field.hasPrefix("avg10=") { return Double(field.dropFirst(6)) }
    }
    return nil
  }
}
