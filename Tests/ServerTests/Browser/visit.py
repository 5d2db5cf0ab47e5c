"""A clerk's visit in a real browser: drop a ledger, read the findings, choose a fix, take the corrected
workbook away, open it with openpyxl, clear. Fails with what did not hold.

usage: visit.py TAIZHANG LEDGER FOLDER    (FOLDER takes downloads and pictures)
"""

import glob
import json
import os
import sys
import time
import zipfile

import openpyxl

from server import Served
from webdriver import Browser

ENTER, TAB, SPACE = "\ue007", "\ue004", "\ue00d"


def expect(holds, what):
    if not holds:
        raise AssertionError(what)


def downloaded(folder, pattern):
    return Browser.wait(
        lambda: next((path for path in glob.glob(os.path.join(folder, pattern))
                      if not path.endswith(".crdownload")), None), 30, pattern)


def items(browser):
    return browser.run("""return [...document.querySelectorAll('#findings .item')].map((item) => ({
      id: item.dataset.item, place: item.dataset.place, kind: item.className.split(' ')[1],
      isChoice: item.querySelector('.choice input') !== null,
      isMade: item.querySelector('.choice input')?.checked ?? false,
      fix: item.querySelector('.choice ins')?.textContent ?? null }))""")


def is_ready(browser):
    return browser.run("""return document.body.dataset.state === 'ready'
      && document.querySelectorAll('#findings .item').length > 0
      && document.querySelectorAll('#sheet td').length > 0""")


def drop(browser, path):
    """Drops a file as a person does with the mouse, without a file chooser."""
    field = browser.run("""const field = document.createElement('input'); field.type = 'file'; field.id = 'dropped';
      document.body.append(field); return true""")
    expect(field, "a field for the file")
    browser.type("#dropped", path)
    browser.run("""const data = new DataTransfer();
      data.items.add(document.getElementById('dropped').files[0]);
      document.getElementById('dropped').remove();
      const drop = document.getElementById('drop');
      for (const name of ['dragenter', 'dragover', 'drop'])
        drop.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));""")


def visit(browser, address, ledger, folder):
    browser.open(address)
    expect(browser.run("return document.documentElement.lang") == "zh-CN", "the page is in Chinese")
    drop(browser, ledger)
    browser.wait(lambda: is_ready(browser), 60, "the findings")
    found = items(browser)
    expect(any(item["kind"] == "error" for item in found), "errors are listed")
    expect(any(item["kind"] == "fixed" for item in found), "corrections are listed")
    expect(browser.run("return document.querySelectorAll('#organisations .organisation').length") > 0, "scores")
    expect("检查完成" in browser.run("return document.getElementById('status').textContent"), "the end is told")
    browser.screenshot(os.path.join(folder, "desktop.png"))

    # From a finding to its cell and back, by keyboard.
    first = next(item for item in found if "!" in item["place"])
    browser.run("document.querySelector(`[data-item='${arguments[0]}'] .go`).focus()", first["id"])
    browser.press(ENTER)
    cell = first["place"].split("!")[1]
    browser.wait(lambda: browser.run("return document.querySelector('#sheet td.current')?.dataset.cell") == cell,
                 10, "the finding's cell")
    expect(browser.run("return document.activeElement.closest('td')?.dataset.cell") == cell, "the focus is on the cell")
    browser.press(ENTER)
    browser.wait(lambda: browser.run("return document.activeElement.closest('.item') !== null"), 10,
                 "the focus is on a finding")

    # Filters.
    browser.type("#search", cell)
    shown = items(browser)
    expect(0 < len(shown) < len(found), "the search leaves fewer")
    browser.run("const box = document.getElementById('search'); box.value = ''; box.dispatchEvent(new Event('input'))")

    # A suggestion, chosen by keyboard.
    choice = next(item for item in found if item["isChoice"])
    expect(not choice["isMade"], "nothing is chosen for the clerk")
    browser.run("document.querySelector(`[data-item='${arguments[0]}'] .choice input`).focus()", choice["id"])
    browser.press(SPACE)
    browser.wait(lambda: is_ready(browser) and any(
        item["place"] == choice["place"] and item["isMade"] and item["kind"] == "fixed" for item in items(browser)),
        30, "the fix is made")
    expect(browser.run("return document.activeElement.closest('.item')?.dataset.place") == choice["place"],
           "the focus stays with the choice")

    browser.run("""[...document.querySelectorAll('#files button')]
      .find((button) => button.textContent === '下载更正后的').click()""")
    corrected = openpyxl.load_workbook(downloaded(folder, "*-更正.xlsx"))
    sheet, cell = choice["place"].split("!")
    value = corrected[sheet][cell].value
    expect(str(value) == choice["fix"] or float(value) == float(choice["fix"]), f"{value!r} is {choice['fix']!r}")
    expect({"问题清单", "更正记录"} <= set(corrected.sheetnames), "list and record are in the workbook")

    browser.run("document.querySelector('[data-download=all]').click()")
    names = zipfile.ZipFile(downloaded(folder, "*.zip")).namelist()
    expect("检查报告.html" in names and "问题清单.xlsx" in names, f"the archive is whole: {names}")

    # A telephone: nothing runs over the edge.
    browser.resize(390, 844)
    time.sleep(0.3)
    width = browser.run("return document.documentElement.scrollWidth")
    expect(width <= 390, f"the page is {width} wide on a telephone")
    browser.screenshot(os.path.join(folder, "telephone.png"))
    browser.resize(1280, 900)

    # What is labelled, and what is reached by keyboard.
    unnamed = browser.run("""return [...document.querySelectorAll('button, input, select, [role=region]')].filter((each) => {
      const label = each.labels?.length || each.getAttribute('aria-label') || each.getAttribute('aria-labelledby');
      return !label && !each.textContent.trim() && !each.hidden && each.offsetParent !== null; }).map((each) => each.outerHTML)""")
    expect(unnamed == [], f"every control has a name: {unnamed}")

    browser.open(address)
    browser.wait(lambda: is_ready(browser), 30, "the visit goes on after a reload")
    browser.click("#clear")
    browser.wait(lambda: browser.run("return document.getElementById('results').hidden"), 10, "all is cleared")
    complaints = [each for each in browser.complaints() if "favicon" not in each]
    expect(complaints == [], f"the browser complains: {complaints}")


def main():
    taizhang, ledger, folder = sys.argv[1:]
    with Served(taizhang) as served:
        browser = Browser(folder)
        try:
            visit(browser, served.address, ledger, folder)
        except (AssertionError, TimeoutError):
            browser.screenshot(os.path.join(folder, "failed.png"))
            print(json.dumps(browser.complaints(), ensure_ascii=False), file=sys.stderr)
            raise
        finally:
            browser.close()


if __name__ == "__main__":
    main()
