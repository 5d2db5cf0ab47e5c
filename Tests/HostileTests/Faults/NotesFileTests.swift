import Foundation
import TestSupport
import Testing

@Suite("Notes beside outputs, and what killed runs leave")
struct NotesFileTests {
  private static func shell(_ script: String, in folder: String) -> ProgramRun {
    ProgramRun(
      "/bin/bash", ["-c", "cd '\(folder)'; \(script)"],
      environment: ["T": ProgramRun.taizhang, "F": SampleFiles.submissions + "/12-信访局第一党支部.xlsx"])
  }

  private static let runs = [
    ("\"$T\" summarize \"$F\" -o s.xlsx --period 2025 --resume --force", ".~s.xlsx.journal"),
    (
      "mkdir -p in; cp \"$F\" in/a.xlsx; cp \"$F\" in/b.xlsx; \"$T\" fix in -o out --as-of 2025-12-31 --resume --force",
      ".~out.finished"
    ),
  ]

  @Test(
    "A link, a pipe, a device, a second name or a file that is none of ours is refused and stays",
    arguments: runs)
  func planted(_ words: String, _ notes: String) throws {
    for plant in [
      "ln -s victim \(notes)", "ln victim \(notes)", "mkfifo -m 600 \(notes)", "ln -s /dev/full \(notes)",
      "cp -p victim \(notes)", "install -m 644 /dev/null \(notes)",
    ] {
      try withTemporaryFolder { folder in
        let run = Self.shell("umask 077; echo keep > victim; \(plant); \(words)", in: folder)
        #expect(run.status == 4 && run.errors.contains(notes), "\(plant): \(run.status) \(run.errors)")
        let kept = Self.shell("cat victim; test -e \(notes) -o -L \(notes) && echo there", in: folder)
        #expect(kept.output == "keep\nthere\n", "\(plant): \(kept.output)")
      }
    }
  }

  @Test("A journal is gone on with only by the options it was begun under")
  func otherRun() throws {
    try withTemporaryFolder { folder in
      _ = Self.shell("\"$T\" tally \"$F\" > t.jsonl; install -m 600 t.jsonl .~s.jsonl.journal", in: folder)
      let forged = Self.shell("\"$T\" tally \"$F\" -o s.jsonl --resume", in: folder)
      #expect(forged.status == 4, "\(forged.errors)")
      _ = Self.shell(
        "(echo '{\"schema\":\"taizhang.journal/1\",\"run\":\"other\"}'; cat t.jsonl) > .~s.jsonl.journal",
        in: folder)
      let other = Self.shell("\"$T\" tally \"$F\" -o s.jsonl --resume --lang en", in: folder)
      #expect(other.status == 0 && other.errors.contains("anew"), "\(other.errors)")
      #expect(
        Self.shell("cmp t.jsonl s.jsonl; ls -A", in: folder).output.split(separator: "\n").sorted() == [
          "s.jsonl", "t.jsonl",
        ])
    }
  }

  @Test(
    "What a killed run has left goes with the next one, what a running one holds and what is not ours stays")
  func leavings() throws {
    try withTemporaryFolder { folder in
      let run = Self.shell(
        """
        echo x > .~old.xlsx.1234abcd.partial; mkdir .~out.89abcdef.partial; echo y > .~out.89abcdef.partial/z
        touch -d '1 hour ago' .~out.89abcdef.partial
        echo x > .~held.xlsx.1234abce.partial; echo x > .~name.partial; echo x > keep.partial
        flock .~held.xlsx.1234abce.partial "$T" template member -o t.xlsx; ls -A
        """, in: folder)
      #expect(
        run.output.split(separator: "\n").sorted()
          == [".~held.xlsx.1234abce.partial", ".~name.partial", "keep.partial", "t.xlsx"],
        "\(run.output) \(run.errors)")
    }
  }
}
