// Times the writing of the 100,000 × 20 ledger of data.py by libxlsxwriter in its constant-memory mode.
//
// cc -O2 constant_memory.c -lxlsxwriter -o constant-memory && ./constant-memory OUT.xlsx
//
// Each row is made as it is written, as by `write-ledger streamed`. Prints seconds.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <xlsxwriter.h>

static const char *topics[] = {"学习贯彻全会精神", "讨论发展党员工作", "通报党费收缴情况", "开展批评和自我批评",
                               "研究支部工作计划"};

static lxw_datetime date_of(int days) {
  time_t seconds = (time_t)(days - 7305) * 86400;  // 7,305 days from 1950 to 1970
  struct tm parts;
  gmtime_r(&seconds, &parts);
  return (lxw_datetime){.year = parts.tm_year + 1900, .month = parts.tm_mon + 1, .day = parts.tm_mday};
}

int main(int count, char **arguments) {
  if (count < 2) return 2;
  struct timespec began, ended;
  clock_gettime(CLOCK_MONOTONIC, &began);
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *book = workbook_new_opt(arguments[1], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(book, "台账");
  lxw_format *days = workbook_add_format(book);
  format_set_num_format(days, "yyyy-mm-dd");
  char text[64];
  for (int c = 0; c < 20; c++) {
    snprintf(text, sizeof text, "列%d", c + 1);
    worksheet_write_string(sheet, 0, c, text, NULL);
  }
  unsigned long long state = 1;
  for (int i = 0; i < 100000; i++) {
    lxw_row_t row = i + 1;
    lxw_datetime birth = date_of(i * 7 % 18000), joined = date_of(i * 7 % 18000 + 9000);
    worksheet_write_number(sheet, row, 0, i + 1, NULL);
    snprintf(text, sizeof text, "党员%05d", i % 20000);
    worksheet_write_string(sheet, row, 1, text, NULL);
    worksheet_write_string(sheet, row, 2, i % 3 ? "男" : "女", NULL);
    worksheet_write_string(sheet, row, 3, "汉族", NULL);
    snprintf(text, sizeof text, "379901%04d%02d%02d%03dX", birth.year, birth.month, birth.day, i % 1000);
    worksheet_write_string(sheet, row, 4, text, NULL);
    worksheet_write_datetime(sheet, row, 5, &birth, days);
    snprintf(text, sizeof text, "中共云岭市第%d机关党支部", i % 240 + 1);
    worksheet_write_string(sheet, row, 6, text, NULL);
    worksheet_write_string(sheet, row, 7, "正式党员", NULL);
    worksheet_write_datetime(sheet, row, 8, &joined, days);
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    worksheet_write_number(sheet, row, 9, 2600 + (state >> 33) % 104 * 100, NULL);
    worksheet_write_number(sheet, row, 10, 0.015, NULL);
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    worksheet_write_number(sheet, row, 11, (double)((state >> 33) % 30000) / 100, NULL);
    worksheet_write_number(sheet, row, 12, i % 12 + 1, NULL);
    worksheet_write_string(sheet, row, 13, topics[i % 5], NULL);
    worksheet_write_number(sheet, row, 14, i % 50, NULL);
    worksheet_write_number(sheet, row, 15, i % 47, NULL);
    worksheet_write_boolean(sheet, row, 16, i % 7 == 0, NULL);
    snprintf(text, sizeof text, "备注第%d条", i);
    worksheet_write_string(sheet, row, 17, text, NULL);
    worksheet_write_number(sheet, row, 18, 32 + i % 30, NULL);
    snprintf(text, sizeof text, "1380000%04d", i % 10000);
    worksheet_write_string(sheet, row, 19, text, NULL);
  }
  if (workbook_close(book) != LXW_NO_ERROR) return 1;
  clock_gettime(CLOCK_MONOTONIC, &ended);
  printf("%f\n", (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9);
  return 0;
}
