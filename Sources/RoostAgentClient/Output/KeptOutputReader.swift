import RoostModel
import RoostSystem
import SystemPackage

/// Finds the one process whose output a directory holds when the first chunk is asked for, and reads it to its end.
actor KeptOutputReader {
  private let directory: FilePath
  private let offset: UInt64
  private var reader: JournalReader?

  init(_ directory: FilePath, from offset: UInt64) {
    self.directory = directory
    self.offset = offset
  }

  func next() async throws(Problem) -> OutputChunk? {
    if let reader { return try await reader.next() }
    let directory = directory
    let process = try await BlockingWork.run { () throws(Problem) in try KeptOutput.process(in: directory) }
    guard let process else { return nil }
    let opened = JournalReader(directory, process, from: offset)
    reader = opened
    return try await opened.next()
  }
}
