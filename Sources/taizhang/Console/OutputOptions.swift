import ArgumentParser
import Workflow

/// Where a command writes.
struct OutputOptions: ParsableArguments {
  @Option(name: [.short, .customLong("output")], help: help("写到哪里", "where to write"))
  var out: String

  @Flag(help: help("覆盖已有的文件", "replace an existing file"))
  var force = false

  var output: Output { Output(path: out, replaces: force) }
}
