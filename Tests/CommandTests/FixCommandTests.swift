import Foundation
import TestSupport
import Testing

@Suite("Correcting on the command line")
struct FixCommandTests {
  private func taizhang(_ arguments: String...) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private let sample = SampleFiles.submissions + "/02-财政局第一党支部.xlsx"

  @Test("A workbook from standard input is corrected in its own look, as from a file")
  func standardInput() throws {
    try withTemporaryFolder { folder in
      #expect(taizhang("fix", sample, "-o", "\(folder)/a.xlsx", "--as-of", "2025-12-31").status == 1)
      let run = ProgramRun(
        "sh",
        ["-c", "'\(ProgramRun.taizhang)' fix - -o '\(folder)/b.xlsx' --as-of 2025-12-31 <'\(sample)'"])
      #expect(run.status == 1, "\(run.errors)")
      let fromFile = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/a.xlsx"))
      let fromStream = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/b.xlsx"))
      #expect(fromFile == fromStream)
    }
  }

  @Test("Two inputs of one name and different endings get outputs of their own")
  func sameNames() throws {
    try withTemporaryFolder { folder in
      let input = folder + "/台账"
      try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: sample, toPath: input + "/名册.xlsx")
      try Data("姓名,性别\n张三,男\n".utf8).write(to: URL(fileURLWithPath: input + "/名册.csv"))
      _ = taizhang("fix", input, "-o", folder + "/更正", "--as-of", "2025-12-31")
      let made = try FileManager.default.contentsOfDirectory(atPath: folder + "/更正").sorted()
      #expect(made == ["名册-csv.xlsx", "名册-xlsx.xlsx"])
    }
  }

  @Test(
    "A workbook with macros keeps them and the ending that Excel asks for",
    .enabled(if: Judges.hasPython, Judges.missing))
  func macros() throws {
    try withTemporaryFolder { folder in
      let input = folder + "/名册.xlsm"
      // What a workbook with macros is made of, without a macro that could run.
      let program = """
        import sys, zipfile
        source, target = zipfile.ZipFile(sys.argv[1]), zipfile.ZipFile(sys.argv[2], 'w')
        for name in source.namelist():
            content = source.read(name)
            if name == '[Content_Types].xml':
                content = content.replace(b'spreadsheetml.sheet.main+xml', b'XX').replace(
                    b'application/vnd.openxmlformats-officedocument.XX', b'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
                ).replace(b'</Types>', b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')
            if name == 'xl/_rels/workbook.xml.rels':
                content = content.replace(b'</Relationships>', b'<Relationship Id="rIdMacro" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>')
            target.writestr(name, content)
        target.writestr('xl/vbaProject.bin', b'macros')
        target.close()
        """
      let made = Judges.python(program, sample, input)
      #expect(made.status == 0, "\(made.errors)")
      let wrong = taizhang("fix", input, "-o", folder + "/更正.xlsx", "--as-of", "2025-12-31")
      #expect(wrong.status == 4 && wrong.errors.contains(".xlsm"), "\(wrong.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/更正.xlsx"))
      #expect(taizhang("fix", input, "-o", folder + "/更正/", "--as-of", "2025-12-31").status == 1)
      let listing = Judges.python(
        "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('xl/vbaProject.bin'))",
        folder + "/更正/名册.xlsm")
      #expect(listing.output.contains("b'macros'"), "\(listing.errors)")
    }
  }
}
