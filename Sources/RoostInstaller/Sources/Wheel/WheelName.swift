/// What a wheel's file name says: `uv-0.13.8-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`. Pure.
struct WheelName: Sendable, Equatable {
  var version: String
  var abi: [String]
  var platforms: [String]

  /// `nil` for what is no wheel.
  init?(_ fileName: String) {
    guard fileName.hasSuffix(".whl") else { return nil }
    let parts = fileName.dropLast(4).split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5 || parts.count == 6, !parts.contains("") else { return nil }
    version = parts[1]
    abi = parts[parts.count - 2].split(separator: ".").map(String.init)
    platforms = parts[parts.count - 1].split(separator: ".").map(String.init)
  }
}
