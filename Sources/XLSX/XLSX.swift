// Target XLSX.
