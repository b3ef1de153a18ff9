import Glibc

/// Strings in the shape that `execve` wants: an array of pointers that ends in nil. Freed with the last reference.
final class CStrings {
  private let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

  deinit { pointers.forEach { free($0) } }

  func withPointers<Result>(_ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Result) -> Result {
    pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
